import { claimMs } from './begin-due.ts';
import { type PendingEffect } from './conversation.ts';

/**
 * The person wrote: what waited for that is due now, and so is what waits out a long pause after faults. They are here, and the
 * trouble may be over. A claim is never as long, so that nothing is performed twice.
 */
export function unparked(outbox: readonly PendingEffect[], now: number): readonly PendingEffect[] {
  return outbox.map((one) => (one.dueAt > now + claimMs ? { ...one, dueAt: now } : one));
}
