import { type RequestHandler } from 'express';

/** Whether the parts that this process cannot do without answer. */
export interface Readiness {
  readonly isReady: boolean;
  /** By name; safe to show: no address and no error text. */
  readonly parts: Readonly<Record<string, 'ok' | 'unreachable'>>;
}

export interface Health {
  readiness(): Promise<Readiness>;
  /** From now on not ready, so that nothing new is routed here while what runs is finished. */
  stop(): void;
}

/**
 * Makes the health of a process out of one probe a part, such as a ping of MongoDB. A probe that throws or takes longer
 * than `timeoutMs` counts as unreachable. An answer stands for `ttlMs`, so that asking often costs the servers nothing.
 */
export function createHealth(options: {
  readonly probes: Readonly<Record<string, () => Promise<unknown>>>;
  readonly timeoutMs?: number;
  readonly ttlMs?: number;
}): Health {
  const { probes, timeoutMs = 2_000, ttlMs = 1_000 } = options;
  let isStopping = false;
  let last: { readonly at: number; readonly answer: Promise<Readiness> } | null = null;

  const look = async (): Promise<Readiness> => {
    const entries = Object.entries(probes).map(async ([name, probe]) => {
      const isReached = await withinTime(probe, timeoutMs);
      return [name, isReached ? 'ok' : 'unreachable'] as const;
    });
    const parts = Object.fromEntries(await Promise.all(entries));
    return { isReady: Object.values(parts).every((state) => state === 'ok'), parts };
  };

  return {
    async readiness() {
      const now = performance.now();
      if (last === null || now - last.at >= ttlMs) last = { at: now, answer: look() };
      const answer = await last.answer;
      return isStopping ? { ...answer, isReady: false } : answer;
    },
    stop() {
      isStopping = true;
    },
  };
}

/** `GET /healthz`: the process is alive. Says nothing of what it depends on, or a restart would be the answer to a lost database. */
export const answerHealth: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

/** `GET /readyz`: 200 when every part answers, else 503 with the parts named. */
export function answerReadiness(health: Health): RequestHandler {
  return async (_request, response) => {
    const { isReady, parts } = await health.readiness();
    response.status(isReady ? 200 : 503).set('Cache-Control', 'no-store');
    response.json({ status: isReady ? 'ok' : 'unavailable', parts });
  };
}

async function withinTime(probe: () => Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const asked = Promise.resolve()
    .then(probe)
    .then(
      () => true,
      () => false,
    );
  const isReached = await Promise.race([asked, late]);
  clearTimeout(timer);
  return isReached;
}
