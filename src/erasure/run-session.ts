import { type Lanes } from '../conversation/lanes.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock } from '../domain/instant.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type Wake } from '../queue/wake.ts';
import { type DueNotice, type RequestChange, type RequestRecord } from '../requests/request-record.ts';
import { type RequestStore, type RunEnd } from '../requests/request-store.ts';
import { holdLanes, type LaneHold } from './lane-hold.ts';

/** How long a worker that dies keeps a request, and the person's lanes, waiting. */
export const runLeaseMs = 30_000;

/** One worker's turn at one request. Every write is fenced: whoever lost the lease changes nothing any more. */
export interface RunSession {
  /** As it stands after the last write. */
  readonly request: RequestRecord;
  readonly signal: AbortSignal;
  /** When this turn began. Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  /** Whom it is about, once it is settled in this turn, under the person's lanes. */
  identity: IdentitySet | null;
  /** @throws OubliError `lease_lost`, or `request_moved` when somebody decided something meanwhile: look again. */
  change(change: RequestChange): Promise<void>;
  /** Also @throws OubliError `lease_lost` when an event of the person may have been handled since their lanes were taken. */
  finish(change: RequestChange, end: RunEnd): Promise<void>;
  /** `false`: somebody holds one of them just now. What was held before is given back. */
  holdLanes(lanes: readonly string[]): Promise<boolean>;
  /** Renews the leases. @throws OubliError `lease_lost`. */
  renew(): Promise<void>;
  /** The same, when a third of them is over. */
  stillOurs(): Promise<void>;
  /** Noted with the next write. */
  noteTold(notice: DueNotice): void;
  /** Gives the lanes back and wakes whoever waited for them. */
  close(): Promise<void>;
}

/** Makes a session of a request that was taken (`RequestStore.take`). */
export function createRunSession(
  parts: { readonly store: RequestStore; readonly lanes: Lanes; readonly wake: Wake; readonly clock: Clock },
  taken: RequestRecord,
  signal: AbortSignal,
): RunSession {
  const { store, clock } = parts;
  const { requestId } = taken;
  const { fence } = taken.lease;
  const startedAt = clock.now();
  const lanes = createLaneKeeper(parts);
  let request = taken;
  let renewedAt = startedAt;
  let toldNow: readonly DueNotice[] = [];

  const written = async (changed: RequestRecord | null): Promise<void> => {
    if (changed !== null) {
      request = changed;
      toldNow = [];
      return;
    }
    const found = await store.byId(requestId);
    if (found?.lease.fence !== fence) throw leaseLost();
    request = found;
    throw new OubliError('request_moved', 'The request was decided on meanwhile.', { retry: 'yes' });
  };
  const renew = async (): Promise<void> => {
    const now = clock.now();
    // The lanes first: when one is lost, the request is not kept from whoever comes next.
    if (!(await lanes.renew(now)) || !(await store.renew(requestId, fence, now, runLeaseMs))) throw leaseLost();
    renewedAt = now;
  };
  const withTold = (change: RequestChange): RequestChange =>
    toldNow.length === 0 ? change : { ...change, told: [...new Set([...(change.told ?? request.told), ...toldNow])] };

  return {
    get request() {
      return request;
    },
    signal,
    startedAt,
    identity: null,
    change: async (change) => written(await store.change(request, withTold(change), fence)),
    async finish(change, end) {
      const leases = { fence, lanes: lanes.held(), until: clock.now() + runLeaseMs };
      await written(await store.finish(request, withTold(change), leases, end));
    },
    holdLanes: (names) => lanes.hold(names),
    renew,
    async stillOurs() {
      if (clock.now() - renewedAt >= runLeaseMs / 3) await renew();
    },
    noteTold(notice) {
      toldNow = [...toldNow, notice];
    },
    close: () => lanes.close(),
  };
}

function createLaneKeeper(parts: { readonly lanes: Lanes; readonly wake: Wake; readonly clock: Clock }) {
  let held: { readonly hold: LaneHold; readonly names: readonly string[] } | null = null;
  const release = async (): Promise<readonly string[]> => {
    const { hold, names } = held ?? { hold: null, names: [] };
    held = null;
    await hold?.release();
    return names;
  };
  return {
    async hold(names: readonly string[]): Promise<boolean> {
      await release();
      const hold = await holdLanes(parts.lanes, names, parts.clock.now(), runLeaseMs);
      held = hold === null ? null : { hold, names };
      return hold !== null;
    },
    held: () => held?.hold.held ?? [],
    async renew(now: number): Promise<boolean> {
      return held === null || (await held.hold.renew(now, runLeaseMs));
    },
    async close(): Promise<void> {
      // What came in meanwhile found the lane taken.
      for (const lane of await release()) await parts.wake.wake('lane', lane);
    },
  };
}

function leaseLost(): OubliError {
  return new OubliError('lease_lost', 'Another worker has taken this over.', { retry: 'yes' });
}
