import { type Instant, toInstant, toMilliseconds } from '../src/domain/instant.ts';
import { isSameMatter, type Matter } from '../src/domain/matter.ts';
import { type CodedConversation, matterOf } from './conversation.ts';
import { type Heard, type PartSaid } from './heard.ts';
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
  const at = bound(part, context.now);
  if (at !== null) return { right: 'erasure', part: { kind: 'before', at } };
  return part.kind === 'media' || part.kind === 'opt-ins' ? { right: 'erasure', part: { kind: part.kind } } : null;
}

/** What is older goes; `null`: it is about no time, or the date is not clear yet. */
function bound(part: PartSaid, now: Instant): Instant | null {
  if (part.kind === 'older') return toInstant(toMilliseconds(now) - part.days * dayMs);
  return part.kind === 'before' && part.read?.name === 'day' ? part.read.at : null;
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
    case 'over':
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
