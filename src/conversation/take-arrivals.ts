import { type Clock } from '../domain/instant.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';

/** What came of taking some arrivals in. */
export interface TakenIn {
  /** By arrival: the lanes that got something new from it. None where somebody else took it in. */
  readonly lanes: ReadonlyMap<string, readonly string[]>;
  /** Rows that MongoDB would not take. They are stored, and tried again later. */
  readonly refusedRows: number;
}

/** What the door stored and nobody has put in its lanes yet. Implemented by src/stores/arrivals.ts. */
export interface Arrivals {
  /**
   * Puts the rows of these arrivals in the inbox, and before them those of all that came before `until` (milliseconds since the
   * Unix epoch): the oldest first, each once, however often this is asked for and by whom. Batch by batch: the next is taken when
   * it is asked for.
   */
  takeIn(ids: readonly string[], until: number): AsyncIterable<TakenIn>;
  /** Arrivals from before then, the oldest first. */
  due(until: number, limit: number): Promise<readonly string[]>;
}

/** Takes an arrival in, and says in which lanes there is something to look at now. Told to stop, it leaves the rest to the next. */
export type TakeArrival = (id: string, signal: AbortSignal) => Promise<readonly string[]>;

/** Somebody was woken for it and has not come: what arrived after it must not be handled first. Milliseconds. */
const overdueMs = 100;
/** More than these are shared with the other workers. */
const lanesAtOnce = 32;

/**
 * Takes in what this process is woken for, all of it that waits in one go, one go after another: so nothing overtakes what came
 * before it, but by what another worker has in hand for that tenth of a second.
 */
export function createTakeArrival(parts: {
  readonly arrivals: Arrivals;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}): TakeArrival {
  const { arrivals, wake, telemetry, clock } = parts;
  let waiting = new Set<string>();
  let next: Promise<ReadonlyMap<string, readonly string[]>> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const takeAll = async (signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> => {
    const asked = waiting;
    waiting = new Set();
    next = null;
    const lanesOf = new Map<string, readonly string[]>();
    for await (const { lanes, refusedRows } of arrivals.takeIn([...asked], clock.now() - overdueMs)) {
      if (refusedRows > 0) telemetry.fault('arrival_refused', null, { rows: refusedRows });
      for (const [id, found] of lanes) {
        if (asked.has(id)) lanesOf.set(id, found);
        // Nobody else waits for these.
        else await wakeAll(wake, found);
      }
      if (signal.aborted) break;
    }
    return lanesOf;
  };

  return async (id, signal) => {
    waiting.add(id);
    if (next === null) {
      next = last.then(() => takeAll(signal));
      last = next.catch(() => undefined);
    }
    const lanes = (await next).get(id) ?? [];
    if (lanes.length <= lanesAtOnce) return lanes;
    await wakeAll(wake, lanes);
    return [];
  };
}

async function wakeAll(wake: Wake, lanes: readonly string[]): Promise<void> {
  for (const lane of lanes) await wake.wake('lane', lane);
}
