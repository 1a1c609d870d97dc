import { OubliError } from '../domain/errors.ts';

/** A lease as its holder knows it. */
export interface HeldLane {
  readonly lane: string;
  readonly fence: number;
}

/** One person's events are handled one after another, by one worker at a time. */
export interface Lanes {
  /** Takes the lease for `leaseMs`; the fencing number, or `null` when another worker holds it. */
  take(lane: string, now: number, leaseMs: number): Promise<number | null>;
  /** Prolongs a lease; `false` when it was lost meanwhile. */
  renew(lane: string, fence: number, now: number, leaseMs: number): Promise<boolean>;
  release(lane: string, fence: number): Promise<void>;
}

/** Somebody else took a lane that was held: whoever held it writes nothing any more. */
export function laneLost(): OubliError {
  return new OubliError('lease_lost', 'An event of the person may have been handled meanwhile.', { retry: 'yes' });
}
