import { type Register } from './register.ts';

/** Everything that exists where personal data could rest. */
export interface Places {
  /** As `connection.listCollections()` names them. */
  readonly collections: readonly string[];
  /** The first part of every Redis key. */
  readonly redisPrefixes: readonly string[];
  readonly queues: readonly string[];
  readonly buckets: readonly string[];
}

/** Why a place needs no eraser. */
export interface Waiver {
  /** As an eraser's `covers` would name it. */
  readonly covers: string;
  readonly reason: string;
  readonly owner: string;
  /** The day on which somebody looks at it again: `2027-05-01`. */
  readonly reviewBy: string;
}

export interface Coverage {
  /** Places that no eraser answers for and no waiver excuses. */
  readonly uncovered: readonly string[];
  /** Waivers of what an eraser covers by now: they hide nothing and should go. */
  readonly needless: readonly string[];
}

/** Compares what there is with what is erased. A store that nobody knows is how a person is forgotten only in part. */
export function findUncovered(
  places: Places,
  register: Pick<Register, 'erasers'>,
  waivers: readonly Waiver[],
): Coverage {
  const covered = new Set(register.erasers.flatMap((one) => one.covers));
  const waived = waivers.map((one) => one.covers);
  const there = [
    // MongoDB's own bookkeeping, where a deployment shows it.
    ...places.collections.filter((name) => !name.startsWith('system.')),
    ...places.redisPrefixes.map((prefix) => `redis:${prefix}`),
    ...places.queues.map((queue) => `queue:${queue}`),
    ...places.buckets.map((bucket) => `bucket:${bucket}`),
  ];
  return {
    uncovered: there.filter((place) => !covered.has(place) && !waived.includes(place)).sort(),
    needless: waived.filter((place) => covered.has(place)).sort(),
  };
}
