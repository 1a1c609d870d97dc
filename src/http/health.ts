import { type RequestHandler } from 'express';

/** Whether the parts that this process needs answer. */
export interface Readiness {
  /** `degraded`: all that it cannot do without does, and work goes on. */
  readonly status: 'ok' | 'degraded' | 'unavailable';
  /** By name; safe to show: no address and no error text. */
  readonly parts: Readonly<Record<string, 'ok' | 'unreachable'>>;
}

/** What work goes on without is not waited for: an orchestrator gives an answer a second, as a rule. */
const spareMs = 500;

/** Asks a part for a sign of life. */
type Probe = () => Promise<unknown>;

export interface Health {
  readiness(): Promise<Readiness>;
  /** From now on not ready, so that nothing new is routed here while what runs is finished. */
  stop(): void;
}

/**
 * Makes the health of a process out of one probe a part, such as a ping of MongoDB. A probe that throws or takes longer
 * than `timeoutMs` counts as unreachable. An answer stands for `ttlMs`, so that asking often costs the servers nothing.
 * Without what `spareProbes` ask it is as able to serve as before: were it called unready, a balancer would take every server
 * away at once, and with them what still works.
 */
export function createHealth(options: {
  readonly probes: Readonly<Record<string, Probe>>;
  readonly spareProbes?: Readonly<Record<string, Probe>>;
  readonly timeoutMs?: number;
  readonly ttlMs?: number;
}): Health {
  const { probes, spareProbes = {}, timeoutMs = 2_000, ttlMs = 1_000 } = options;
  let isStopping = false;
  let last: { readonly at: number; readonly answer: Promise<Readiness> } | null = null;

  const look = async (): Promise<Readiness> => {
    const [needed, spare] = await Promise.all([ask(probes, timeoutMs), ask(spareProbes, Math.min(timeoutMs, spareMs))]);
    const able = areAllReached(spare) ? 'ok' : 'degraded';
    return { status: areAllReached(needed) ? able : 'unavailable', parts: { ...needed, ...spare } };
  };

  return {
    async readiness() {
      const now = performance.now();
      if (last === null || now - last.at >= ttlMs) last = { at: now, answer: look() };
      const answer = await last.answer;
      return isStopping ? { ...answer, status: 'unavailable' } : answer;
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

/** `GET /readyz`: 200 while it can serve, else 503; names the parts that do not answer. */
export function answerReadiness(health: Health): RequestHandler {
  return async (_request, response) => {
    const readiness = await health.readiness();
    response.status(readiness.status === 'unavailable' ? 503 : 200).set('Cache-Control', 'no-store');
    response.json(readiness);
  };
}

type Parts = Readiness['parts'];

async function ask(probes: Readonly<Record<string, Probe>>, timeoutMs: number): Promise<Parts> {
  const entries = Object.entries(probes).map(async ([name, probe]) => {
    const isReached = await withinTime(probe, timeoutMs);
    return [name, isReached ? 'ok' : 'unreachable'] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function areAllReached(parts: Parts): boolean {
  return Object.values(parts).every((state) => state === 'ok');
}

async function withinTime(probe: Probe, timeoutMs: number): Promise<boolean> {
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
