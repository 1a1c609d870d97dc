import { type Saboteur } from './failing.ts';

/** What holds a lease of 30 seconds while it is under way. */
const turns: readonly string[] = ['stages.workLane', 'stages.runner.run'];
const shorterThanLeaseMs = 20_000;
const minuteMs = 61_000;
/** By then a turn that goes on has renewed its lease. */
const renewedMs = 1_000;
const lookMs = 100;

/**
 * What failed waits for its next try: so time passes in leaps. No turn at a person or a request sees two before it could renew
 * its lease; while nobody has a turn, a minute passes.
 */
export function keepPace(parts: {
  readonly clock: { aheadMs: number };
  readonly saboteur: Pick<Saboteur, 'underWay'>;
  /** What else is done after each leap; when it fails, the next one does it. */
  readonly afterwards: () => Promise<unknown>;
  /** Between two leaps at least: a code of ten minutes is typed in time. */
  readonly pauseMs?: number;
}): { stop(): Promise<void> } {
  const { clock, saboteur, afterwards, pauseMs = 0 } = parts;
  const stop = new AbortController();
  const pacing = (async () => {
    let [before, leapt] = [new Set<symbol>(), Date.now()];
    while (!stop.signal.aborted) {
      const now = [...saboteur.underWay].filter(([, name]) => turns.includes(name)).map(([key]) => key);
      const isFree = now.every((one) => !before.has(one)) || Date.now() - leapt > renewedMs;
      if (isFree && Date.now() - leapt >= pauseMs) {
        clock.aheadMs += now.length === 0 ? minuteMs : shorterThanLeaseMs;
        [before, leapt] = [new Set(now), Date.now()];
        await afterwards().catch(() => undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  })();
  return {
    async stop() {
      stop.abort();
      await pacing;
    },
  };
}
