import { toInstant, toMilliseconds } from '../src/domain/instant.ts';
import { isSameMatter, type Matter } from '../src/domain/matter.ts';
import { type CodedConversation, matterOf } from './conversation.ts';
import { type Heard } from './heard.ts';
import { type Turn } from './turn.ts';

const dayMs = 86_400_000;

/** What a wish asks for that a code confirms; `null`: it is another wish, or does not say enough yet. */
export function matterAsked(heard: Heard, { context }: Turn): Matter | null {
  if (heard.kind !== 'wish') return null;
  const { wish, part } = heard;
  if (wish === 'delete') return { right: 'erasure', part: null };
  if (wish === 'access') return { right: 'access', part: 'all' };
  if (wish === 'opt-ins') return { right: 'access', part: 'opt-ins' };
  if (wish !== 'erase-part' || part === undefined) return null;
  if (part.kind !== 'older') return { right: 'erasure', part: { kind: part.kind } };
  const at = toInstant(toMilliseconds(context.now) - part.days * dayMs);
  return { right: 'erasure', part: { kind: 'before', at } };
}

/**
 * Whether somebody in the middle of one matter may go over to another: not while an effect is under way, and not away from an
 * erasure of everything that is confirmed. The request left behind ends by itself, or when the next is opened.
 */
export function mayTurnTo(asked: Matter, from: CodedConversation): boolean {
  return !isSameMatter(asked, matterOf(from)) && mayLeave(from);
}

/** Whether the chat may go over to something else. */
export function mayLeave(from: CodedConversation): boolean {
  const current = matterOf(from);
  switch (from.state.name) {
    case 'intent_shown':
    case 'code_sent':
    case 'code_needed':
    case 'number_needed':
    case 'code_locked':
      return true;
    case 'running':
      return current.right === 'access' || current.part !== null;
    case 'opening':
    case 'calling_off':
    case 'sending_code':
    case 'cancelling':
      return false;
  }
}
