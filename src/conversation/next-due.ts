import { type Conversation, type PendingEffect } from './conversation.ts';

/** Never due by itself: outside Meta's 24-hour window nothing can be said, so it waits for the person to write. */
export const parkedUntilHeard = Date.UTC(9999, 0);

/** What is due now, first things first. */
export function nextDue(outbox: readonly PendingEffect[], now: number): PendingEffect | undefined {
  return performable(outbox).find((one) => one.dueAt <= now);
}

/** When the chat wants to be looked at again: milliseconds since the Unix epoch, or `null` when nothing waits. */
export function dueAtOf({ outbox, timers }: Pick<Conversation, 'outbox' | 'timers'>): number | null {
  const times = [...performable(outbox).map((one) => one.dueAt), ...timers.map((one) => one.at)];
  return times.length === 0 ? null : Math.min(...times);
}

/**
 * Answers keep their order, so the later ones wait for the first, and so do news; neither waits for the other, nor for what is
 * parked. What stops or starts something waits for no reply.
 */
function performable(outbox: readonly PendingEffect[]): readonly PendingEffect[] {
  const replies = outbox.filter((one) => one.effect.kind === 'reply' && one.dueAt < parkedUntilHeard);
  const firsts = [replies.find((one) => one.news === undefined), replies.find((one) => one.news !== undefined)];
  return outbox.filter((one) => one.effect.kind !== 'reply' || firsts.includes(one));
}
