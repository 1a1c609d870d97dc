import { type FlowContext } from '../../flows/flow.ts';
import { waitsFor } from '../../flows/step.ts';
import { applyStep } from './apply-step.ts';
import { type Conversation } from './conversation.ts';
import { type RequestDesk } from './effect-desk.ts';

/**
 * Steps a chat that was not told that its request ended (refused, taken back in another chat or by the operator), without a
 * word: it would say "under way" for ever. `null`: it waits for none, or that goes on.
 */
export async function withEnd(
  conversation: Conversation,
  { isOver }: Pick<RequestDesk, 'isOver'>,
  context: FlowContext,
): Promise<Conversation | null> {
  const requestId = waitsFor(conversation.state);
  if (requestId === null) return null;
  // What is still to be asked about it is answered, and says more.
  const isAsking = conversation.outbox.some(({ effect }) => 'requestId' in effect && effect.requestId === requestId);
  if (isAsking || !(await isOver(requestId))) return null;
  const input = { kind: 'outcome', outcome: { kind: 'request-over', requestId } } as const;
  return applyStep(conversation, { eventId: `over.${requestId}`, input, candidate: null, context });
}
