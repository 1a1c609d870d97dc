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
  run(now: number): Promise<unknown>;
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
 * each look takes a lease. Each source and the chores go at their own pace: an erasure of an hour holds up no chat.
 */
export function createSweep(parts: SweepParts): Sweep {
  const { sources, everyMs } = parts;
  const chores = createChoreRunner(parts);
  return {
    async sweepOnce(signal) {
      let found = 0;
      for (const source of sources) found += await sweepSource(parts, source, signal);
      await chores(signal);
      return found;
    },
    start() {
      const stop = new AbortController();
      const { signal } = stop;
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
        again(() => chores(signal)),
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

/** Runs the chores whose time has come again, one after the other. */
function createChoreRunner({ chores, telemetry, now }: SweepParts): (signal: AbortSignal) => Promise<number> {
  const lastRun = new Map<string, number>();
  return async (signal) => {
    for (const chore of chores) {
      const { name, everyMs } = chore;
      const at = now();
      if (signal.aborted || at - (lastRun.get(name) ?? 0) < everyMs) continue;
      lastRun.set(name, at);
      try {
        await chore.run(at);
      } catch (error) {
        telemetry.fault('chore_failed', error, { chore: name });
      }
    }
    return 0;
  };
}
