import { type Lanes } from './lanes.ts';

/** How long a worker that dies keeps a person waiting. Milliseconds. */
const leaseMs = 30_000;
/** After this long it is renewed before the next event; a third of the lease, as for the turns of an erasure. */
const renewedAfterMs = leaseMs / 3;
/** How long we take it for ours without asking. The rest is for clocks of two machines that differ. */
const trustedMs = leaseMs - renewedAfterMs;

/** One worker's hold on a lane. */
export interface LaneLease {
  /** Renews it when it is time; `false` when it was lost. */
  stillOurs(): Promise<boolean>;
  /** By the clock alone. */
  isRunning(): boolean;
  release(): Promise<void>;
}

/** Takes a lane; `null` when another worker holds it. */
export async function takeLane(lanes: Lanes, lane: string, now: () => number): Promise<LaneLease | null> {
  let since = now();
  const fence = await lanes.take(lane, since, leaseMs);
  if (fence === null) return null;
  return {
    async stillOurs() {
      const at = now();
      if (at - since < renewedAfterMs) return true;
      if (!(await lanes.renew(lane, fence, at, leaseMs))) return false;
      since = at;
      return true;
    },
    isRunning: () => now() - since < trustedMs,
    release: () => lanes.release(lane, fence),
  };
}
