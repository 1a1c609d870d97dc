import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';

import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Look } from './look-queue.ts';
import { type WakeKind } from './wake.ts';

/** Where due things of a kind are found: in MongoDB, never in Redis. */
export interface DueSource {
  readonly kind: WakeKind;
  /** Ids of what is due at that moment (milliseconds since the Unix epoch), longest waiting first. */
  due(now: number, limit: number): Promise<readonly string[]>;
}

/** Work that is not about one id: dropping what has expired. */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  /** Ends soon once the signal is aborted: closing waits for it. */
  run(now: number, signal: AbortSignal): Promise<unknown>;
}

const itemsAtOnce = 200;
const looksAtOnce = 8;
/** What became due this recently is being looked at by whoever was woken for it. */
const graceMs = 1_000;

export interface SweepParts {
  readonly sources: readonly DueSource[];
  readonly chores: readonly Chore[];
  readonly look: Look;
  /** The pause between two sweeps; none when the last one found as much as it may take. */
  readonly everyMs: number;
  readonly telemetry: Telemetry;
  readonly now: () => number;
}

export interface Sweep {
  /** Looks at everything due, once. Returns how much there was. */
  sweepOnce(signal: AbortSignal): Promise<number>;
  start(): { close(): Promise<void> };
}

/**
 * Finds whatever is due and was not looked at, and looks itself: it needs no Redis. Safe in every worker at once, since
 * each look takes a lease. Each source and each chore goes at its own pace: an erasure of an hour holds up no chat, and a file
 * that comes slowly holds up no change of keys.
 */
export function createSweep(parts: SweepParts): Sweep {
  const { sources, chores, everyMs } = parts;
  const runDue = createChoreRunner(parts);
  return {
    async sweepOnce(signal) {
      let found = 0;
      for (const source of sources) found += await sweepSource(parts, source, signal);
      for (const chore of chores) await runDue(chore, signal);
      return found;
    },
    start() {
      const stop = new AbortController();
      const { signal } = stop;
      // Each source and chore waits on it, and what they do: more than the ten at which Node suspects a leak.
      setMaxListeners(0, signal);
      const again = async (sweep: () => Promise<number>): Promise<void> => {
        let found = 0;
        for (;;) {
          // The pause ends early, with an error, when it is time to stop.
          await setTimeout(found >= itemsAtOnce ? 0 : everyMs, undefined, { signal }).catch(() => undefined);
          if (signal.aborted) return;
          found = await sweep();
        }
      };
      const running = [
        ...sources.map((source) => again(() => sweepSource(parts, source, signal))),
        ...chores.map((chore) => again(() => runDue(chore, signal))),
      ];
      return {
        async close() {
          stop.abort();
          await Promise.all(running);
        },
      };
    },
  };
}

/** Looks at what one source has due; how much that was. */
async function sweepSource(parts: SweepParts, source: DueSource, signal: AbortSignal): Promise<number> {
  const { look, telemetry, now } = parts;
  const { kind } = source;
  try {
    const ids = signal.aborted ? [] : await source.due(now() - graceMs, itemsAtOnce);
    const waiting = ids.values();
    const hands = Array.from({ length: Math.min(looksAtOnce, ids.length) }, async () => {
      for (const id of waiting) {
        if (signal.aborted) return;
        try {
          // Lanes into which something came are due now, and found as such.
          await look(kind, id, signal);
        } catch (error) {
          telemetry.fault('look_failed', error, { kind });
        }
      }
    });
    await Promise.all(hands);
    return ids.length;
  } catch (error) {
    telemetry.fault('sweep_failed', error, { kind });
    return 0;
  }
}

/** Runs a chore if its time has come again. */
function createChoreRunner({ telemetry, now }: SweepParts): (chore: Chore, signal: AbortSignal) => Promise<number> {
  const lastRun = new Map<string, number>();
  return async (chore, signal) => {
    const { name, everyMs } = chore;
    const at = now();
    const isOver = (): boolean => signal.aborted;
    if (isOver() || at - (lastRun.get(name) ?? 0) < everyMs) return 0;
    lastRun.set(name, at);
    try {
      await chore.run(at, signal);
    } catch (error) {
      // Told to stop, it may end in any way.
      if (!isOver()) telemetry.fault('chore_failed', error, { chore: name });
    }
    return 0;
  };
}
