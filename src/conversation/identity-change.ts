import { type FlowContext } from '../../flows/flow.ts';
import { applyStep, changePrefix } from './apply-step.ts';
import { type Conversation } from './conversation.ts';
import { type Subject } from './subjects.ts';

/** The last change of number, id or key, as an event of the chat; `null`: there was none. */
export function changeOf({ identityChangedAt, identityKeyChangedAt }: Subject): string | null {
  const last = [identityChangedAt, identityKeyChangedAt]
    .filter((at) => at !== null)
    .sort()
    .at(-1);
  return last === undefined ? null : `${changePrefix}${last}`;
}

/**
 * Steps a chat with a change that it has not seen: a half-finished verification ends (cloud-api.md 3.8, 4.5), without a word.
 * The person is told with their next message, since whoever holds the number now was asked nothing. `null`: it has seen it.
 */
export function withChange(conversation: Conversation, context: FlowContext): Conversation | null {
  const eventId = changeOf(conversation.subject);
  if (eventId === null || conversation.handled.includes(eventId)) return null;
  const input = { kind: 'outcome', outcome: { kind: 'identity-changed' } } as const;
  return applyStep(conversation, { eventId, input, candidate: null, context });
}
