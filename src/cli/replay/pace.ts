/** The longest gap between two payloads that is waited for, before it is divided by the speed. */
const longestGapMs = 10_000;

/** The gap where the payloads do not say when they happened. */
const usualGapMs = 1_000;

/**
 * How long to wait between two payloads: the gap between their own timestamps (at most ten seconds), divided by the speed.
 * `speed` null: no wait.
 */
export function pauseMs(previous: string | null, next: string, speed: number | null): number {
  if (previous === null || speed === null) return 0;
  const [from, to] = [secondsOf(previous), secondsOf(next)];
  const gap = from === null || to === null ? usualGapMs : (to - from) * 1000;
  return Math.min(longestGapMs, Math.max(0, gap)) / speed;
}

function secondsOf(text: string): number | null {
  const found = /"timestamp"\s*:\s*"?(\d{10})\b/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
