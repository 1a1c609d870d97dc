const minute = 60_000;
const hour = 60 * minute;

/** Pauses after the 1st, 2nd … failed try, in milliseconds: 70 hours in all. Source: privacy.md 8.5 (1 m … 24 h). */
const pausesMs: readonly number[] = [
  minute,
  5 * minute,
  15 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  24 * hour,
];

/** After so many failed tries, about a day, the business hears of it on its other channels. */
export const warnAfterTries = 8;

/** No more tries than this, those included that a crash cut off. */
export const maxTries = pausesMs.length + 1;

/**
 * How long to wait after so many failed tries; `null`: given up.
 * @param atLeastMs what the other side asked for (`Retry-After`), heeded up to a day.
 */
export function pauseAfter(tries: number, atLeastMs = 0): number | null {
  const pause = pausesMs[tries - 1];
  return pause === undefined ? null : Math.max(pause, Math.min(atLeastMs, 24 * hour));
}
