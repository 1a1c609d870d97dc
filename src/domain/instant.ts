/** A moment as an ISO 8601 UTC string with milliseconds. JSON-safe, and sorts as text. */
export type Instant = string;

/** Where parts get the time from. Tests replace it; nothing else reads the clock. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** Turns milliseconds since the Unix epoch into an {@link Instant}. */
export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

/** Turns an {@link Instant} into milliseconds since the Unix epoch. */
export function toMilliseconds(instant: Instant): number {
  return Date.parse(instant);
}

/** Adds whole or fractional minutes to an instant. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return toInstant(toMilliseconds(instant) + minutes * 60_000);
}
