import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

import { Queue, Worker } from 'bullmq';
import { type Redis } from 'ioredis';

import { type Telemetry } from '../telemetry/telemetry.ts';
import { createTurns } from './turns.ts';
import { type Wake, type WakeKind, wakeKinds } from './wake.ts';

/** The one queue. A job is `{kind, ids}` with random or keyed ids; there is nothing in Redis to erase. */
export const queueName = 'look';
export const defaultPrefix = 'oubli';

/** What a look came to. `busy`: somebody else has it just now. `lanes`: there is something in these to look at now. */
export type Looked = 'done' | 'busy' | { readonly lanes: readonly string[] };

/** Looks at one thing that may be due. */
export type Look = (kind: WakeKind, id: string, signal: AbortSignal) => Promise<Looked>;

interface LookJob {
  readonly kind: WakeKind;
  /** What was woken together: a job costs the same for one id as for many. */
  readonly ids: readonly string[];
  /** Came back once already: the sweep does the rest. */
  readonly isAgain?: true;
}

/** Few enough that several workers share a burst: an arrival holds many people's events. */
const idsInJob = (kind: WakeKind): number => (kind === 'arrival' ? 4 : 32);
/** Under load what is woken within this time goes out together; when it is quiet, at once. */
const gatherMs = 10;
/** Ids of a kind that wait for Redis at most. */
const maxWaiting = 1_000;
const againMs = 150;
/** How long anybody waits for Redis. */
const wakeMs = 1_000;

/** Makes the side that wakes. Redis being away costs time, never an error: the sweep finds what is due. */
export function createLookQueue(parts: {
  readonly redis: Redis;
  readonly telemetry: Telemetry;
  readonly prefix?: string;
}): Wake & {
  close(): Promise<void>;
} {
  const { redis, telemetry, prefix = defaultPrefix } = parts;
  const queue = new Queue<LookJob>(queueName, {
    connection: redis,
    prefix,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  });
  queue.on('error', (error) => telemetry.fault('queue_failed', error));

  const add = async (kind: WakeKind, ids: readonly string[], delayMs: number): Promise<void> => {
    try {
      await queue.add(kind, { kind, ids }, delayMs > 0 ? { delay: delayMs } : {});
    } catch (error) {
      telemetry.fault('wake_failed', error, { kind });
    }
  };
  const gathering = createGathering((kind, ids) => add(kind, ids, 0));
  let delayed = 0;

  return {
    // Returns at once: nobody waits for a Redis that does not answer.
    wake(kind, id, delayMs = 0) {
      if (redis.status !== 'ready') return Promise.resolve();
      if (delayMs <= 0) {
        gathering.take(kind, id);
      } else if (delayed < maxWaiting) {
        delayed += 1;
        void add(kind, [id], delayMs).then(() => (delayed -= 1));
      }
      return Promise.resolve();
    },
    async close() {
      await shortly(gathering.sent());
      await queue.close();
    },
  };
}

/** Collects ids and sends them by the job, one turn after another: what comes while Redis answers goes with the next. */
function createGathering(send: (kind: WakeKind, ids: readonly string[]) => Promise<void>) {
  const gathered = new Map<WakeKind, Set<string>>();
  let sending: Promise<void> | null = null;
  let sentAt = -Infinity;
  const sendAll = async (): Promise<void> => {
    while (gathered.size > 0) {
      const waitMs = sentAt + gatherMs - performance.now();
      await (waitMs > 0 ? pause(waitMs) : nextTurn());
      sentAt = performance.now();
      const taken = [...gathered];
      gathered.clear();
      await Promise.all(
        taken.flatMap(([kind, ids]) => chunksOf([...ids], idsInJob(kind)).map((chunk) => send(kind, chunk))),
      );
    }
    sending = null;
  };
  return {
    take(kind: WakeKind, id: string): void {
      const ids = gathered.get(kind) ?? new Set();
      // Too much for a Redis that is slow: the sweep finds the rest.
      if (ids.size >= maxWaiting) return;
      gathered.set(kind, ids.add(id));
      sending ??= sendAll();
    },
    sent: (): Promise<void> => sending ?? Promise.resolve(),
  };
}

/** Waits for Redis, but not for long: it may have gone away just now, and a wake-up may be lost. */
async function shortly(adding: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise((resolve) => (timer = setTimeout(resolve, wakeMs)));
  await Promise.race([adding, enough]);
  clearTimeout(timer);
}

function chunksOf(ids: readonly string[], size: number): readonly (readonly string[])[] {
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, index) => ids.slice(index * size, (index + 1) * size));
}

/** How long the worker says goodbye to Redis before the connection is cut. */
const goodbyeMs = 5_000;

/** Makes the side that looks. A look never fails its job: errors may quote a person, and jobs are kept by Redis. */
export function createLookWorker(parts: {
  readonly redis: Redis;
  readonly look: Look;
  readonly telemetry: Telemetry;
  readonly prefix?: string;
  /** Looks at once, whatever jobs they came in. */
  readonly concurrency?: number;
}): { close(): Promise<void> } {
  const { redis, look, telemetry, prefix = defaultPrefix, concurrency = 16 } = parts;
  const stop = new AbortController();
  const inTurn = createTurns(concurrency);
  const looking = new Set<Promise<unknown>>();
  const again = new Queue<LookJob>(queueName, { connection: redis, prefix });
  const onError = (error: unknown): void => telemetry.fault('queue_failed', error);
  const lookAt = async ({ kind, isAgain }: LookJob, id: string): Promise<readonly string[]> => {
    const { signal } = stop;
    // The end may have come while it waited for its turn.
    if (isOver(signal)) return [];
    try {
      const result = await look(kind, id, signal);
      if (typeof result === 'object') return result.lanes;
      if (result !== 'busy' || isAgain === true || isOver(signal) || redis.status !== 'ready') return [];
      const options = { delay: againMs, removeOnComplete: true, removeOnFail: true };
      await shortly(again.add(kind, { kind, ids: [id], isAgain: true }, options).catch(onError));
    } catch (error) {
      telemetry.fault('look_failed', error, { kind });
    }
    return [];
  };
  const lookAtAll = async (job: LookJob): Promise<void> => {
    const looks = job.ids.map(async (id) => {
      const lanes = await inTurn(() => lookAt(job, id));
      if (lanes.length > 0) await lookAtAll({ kind: 'lane', ids: lanes });
    });
    await Promise.all(looks);
  };
  const worker = new Worker<LookJob>(
    queueName,
    async ({ data }) => {
      if (!isOurs(data)) return;
      const looks = lookAtAll(data);
      looking.add(looks);
      await looks.finally(() => looking.delete(looks));
    },
    { connection: redis, prefix, concurrency, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
  );
  worker.on('error', onError);
  again.on('error', onError);
  return {
    async close() {
      stop.abort();
      await Promise.allSettled(looking);
      // Without Redis a goodbye would wait until it is back; and it may go away just now.
      const letGo = setTimeout(() => void worker.disconnect().catch(() => undefined), goodbyeMs);
      await worker.close(redis.status !== 'ready');
      clearTimeout(letGo);
      await again.close();
    },
  };
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Redis is outside our trust: what is not one of ours is dropped. */
function isOurs(data: unknown): data is LookJob {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('ids' in data)) return false;
  const { kind, ids } = data;
  return (
    wakeKinds.some((one) => one === kind) && Array.isArray(ids) && ids.every((id: unknown) => typeof id === 'string')
  );
}
