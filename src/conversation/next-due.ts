import { type Conversation, type PendingEffect } from './conversation.ts';

/** What is due now, first things first. */
export function nextDue(outbox: readonly PendingEffect[], now: number): PendingEffect | undefined {
  return performable(outbox).find((one) => one.dueAt <= now);
}

/** When the chat wants to be looked at again: milliseconds since the Unix epoch, or `null` when nothing waits. */
export function dueAtOf({ outbox, timers }: Pick<Conversation, 'outbox' | 'timers'>): number | null {
  const times = [...performable(outbox).map((one) => one.dueAt), ...timers.map((one) => one.at)];
  return times.length === 0 ? null : Math.min(...times);
}

/** Replies keep their order, so the later ones wait for the first; what stops or starts something waits for no reply. */
function performable(outbox: readonly PendingEffect[]): readonly PendingEffect[] {
  const firstReply = outbox.find((one) => one.effect.kind === 'reply');
  return outbox.filter((one) => one.effect.kind !== 'reply' || one === firstReply);
}
