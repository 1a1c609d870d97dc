const day = 86_400_000;

/** Before the law's end: when the business hears again that its answer is awaited, on all its channels. At the end: people. */
const rungs: readonly number[] = [15 * day, 5 * day, day, 0];

/** Where something stands that a business was asked and has not answered. */
export interface Rung {
  /** 0: it was asked. Up to 3: it was reminded so often. 4: the law's end has come, which is an incident. */
  readonly reached: number;
  readonly isLate: boolean;
  /** When to look again, in milliseconds since the Unix epoch; `null`: never. */
  readonly nextAt: number | null;
}

/** The rung of a moment. Source: privacy.md 7 G63; GDPR 12(3), 12(4). Times: milliseconds since the Unix epoch. */
export function rungOf(dueAt: number, now: number): Rung {
  const times = rungs.map((before) => dueAt - before);
  const nextAt = times.find((at) => at > now) ?? null;
  return { reached: times.filter((at) => at <= now).length, isLate: nextAt === null, nextAt };
}
