import { type HeldLane, type Lanes } from '../conversation/lanes.ts';

/** The leases on all lanes of one person: while they are held, no event of theirs is handled. */
export interface LaneHold {
  readonly held: readonly HeldLane[];
  /** `false`: at least one was lost. */
  renew(now: number, leaseMs: number): Promise<boolean>;
  release(): Promise<void>;
}

/** Takes every lane or none; `null` when a worker holds one of them just now. */
export async function holdLanes(
  lanes: Lanes,
  names: readonly string[],
  now: number,
  leaseMs: number,
): Promise<LaneHold | null> {
  const held: HeldLane[] = [];
  const release = async (): Promise<void> => {
    await Promise.all(held.map(({ lane, fence }) => lanes.release(lane, fence)));
  };
  // In one order everywhere, so that two who want the same never hold one each for long.
  for (const lane of [...new Set(names)].sort()) {
    const fence = await lanes.take(lane, now, leaseMs);
    if (fence === null) {
      await release();
      return null;
    }
    held.push({ lane, fence });
  }
  return {
    held,
    release,
    async renew(at, forMs) {
      const renewed = await Promise.all(held.map(({ lane, fence }) => lanes.renew(lane, fence, at, forMs)));
      return renewed.every(Boolean);
    },
  };
}
