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
 * each look takes a lease.
 */
export function createSweep(parts: SweepParts): Sweep {
  const { sources, chores, everyMs, telemetry } = parts;
  const lastRun = new Map<string, number>();

  const sweepOnce = async (signal: AbortSignal): Promise<number> => {
    let found = 0;
    for (const source of sources) {
      try {
        found += await sweepSource(parts, source, signal);
      } catch (error) {
        telemetry.fault('sweep_failed', error, { kind: source.kind });
      }
    }
    for (const chore of chores) await runChore(parts, lastRun, chore);
    return found;
  };

  return {
    sweepOnce,
    start() {
      const stop = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      let running: Promise<unknown> = Promise.resolve();
      const next = (): void => {
        running = sweepOnce(stop.signal).then((found) => {
          if (!stop.signal.aborted) timer = setTimeout(next, found >= itemsAtOnce ? 0 : everyMs);
        });
      };
      timer = setTimeout(next, everyMs);
      return {
        async close() {
          stop.abort();
          clearTimeout(timer);
          await running;
        },
      };
    },
  };
}

async function sweepSource(
  { look, telemetry, now }: SweepParts,
  source: DueSource,
  signal: AbortSignal,
): Promise<number> {
  const ids = await source.due(now() - graceMs, itemsAtOnce);
  const waiting = ids.values();
  const hands = Array.from({ length: Math.min(looksAtOnce, ids.length) }, async () => {
    for (const id of waiting) {
      if (signal.aborted) return;
      await look(source.kind, id, signal).catch((error: unknown) =>
        telemetry.fault('look_failed', error, { kind: source.kind }),
      );
    }
  });
  await Promise.all(hands);
  return ids.length;
}

async function runChore({ telemetry, now }: SweepParts, lastRun: Map<string, number>, chore: Chore): Promise<void> {
  const at = now();
  if (at - (lastRun.get(chore.name) ?? 0) < chore.everyMs) return;
  lastRun.set(chore.name, at);
  await chore.run(at).catch((error: unknown) => telemetry.fault('chore_failed', error, { chore: chore.name }));
}
