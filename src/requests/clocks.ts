import { type Instant, toMilliseconds } from '../domain/instant.ts';
import { endedStates, type RequestRecord } from './request-record.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The clocks of a request, in milliseconds. Sources: design.md section 4, privacy.md 4.1 and 8.2. */
export const requestClocks = {
  /** A request whose code was never typed ends by itself. */
  unverifiedMs: 24 * hour,
  /** Live data is gone this long after erasing may start. */
  liveMs: 24 * hour,
  /** How long the slow path gives the person to cancel (design.md section 4). */
  slowMs: 7 * day,
  /** In a restored database whoever waits waits this long at least: time to take back once more what the restore lost. */
  restoredMs: 3 * day,
  /** Between two reminders of a wait. */
  remindMs: day,
  /** A reminder that a worker took and did not say is taken again then. */
  takenMs: hour,
  /** What the breaker holds goes on by itself then, from the verified request on: five days before the law's bound. */
  breakerMs: 25 * day,
  /** So long a copy waits for its person to write, from the verified request on; then people are asked: five days before the law's bound. */
  unheardMs: 25 * day,
  /** How often a copy that waits looks by itself whether they wrote: well within the day in which they may be answered. */
  unheardLookMs: 12 * hour,
  /** How much longer the business may take, in writing (GDPR 12(3): two further months). */
  extensionMs: 60 * day,
  /** The law's bound, from the verified request on. */
  lawMs: 30 * day,
  /** The sealed last message exists this long at most. */
  farewellMs: 24 * hour,
  /** What stays of a request that ended without erasing: enough for STATUS and a look back. */
  endedMs: 45 * day,
  /** What stays of an erasure (reference, times, counts): the time in which it may have to be shown. */
  erasedMs: 3 * 365 * day,
} as const;

/** When a held request goes on by itself: its review cuts nothing short that the person was promised. Milliseconds since the Unix epoch. */
export function goesOnAt(reviewAt: Instant, startsAt: number | null): number {
  return Math.max(toMilliseconds(reviewAt), startsAt ?? 0);
}

/** The day that whoever has no code is told: the seven days, and the business's time to object. Milliseconds since the Unix epoch. */
export function slowUntil({ since, windowMs = 0 }: NonNullable<RequestRecord['slowPath']>): number {
  return toMilliseconds(since) + requestClocks.slowMs + windowMs;
}

/** When the person can expect the end, for STATUS; `null` when that is not known, or it is over. */
export function expectedBy(request: RequestRecord): number | null {
  const { state, startsAt, verifiedAt, slowPath, breaker, extension } = request;
  const isOpen = !endedStates.includes(state.name);
  if (isOpen && extension !== null) return toMilliseconds(extension.until);
  if (isOpen && breaker === 'held' && verifiedAt !== null) return verifiedAt + requestClocks.lawMs;
  switch (state.name) {
    case 'verified':
    case 'waiting':
    case 'planning':
    case 'erasing':
    case 'scanning':
      return startsAt === null ? null : startsAt + requestClocks.liveMs;
    case 'on_hold':
      return goesOnAt(state.reviewAt, startsAt) + requestClocks.liveMs;
    case 'blocked':
      return verifiedAt === null ? null : verifiedAt + requestClocks.lawMs;
    case 'intent_shown':
    case 'code_sent':
    case 'code_locked':
      return slowPath === null ? null : slowUntil(slowPath) + requestClocks.liveMs;
    case 'erased':
    case 'closed':
    case 'answered':
    case 'cancelled':
    case 'expired':
    case 'refused':
      return null;
  }
}
