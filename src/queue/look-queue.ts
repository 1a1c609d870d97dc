import { Queue, Worker } from 'bullmq';
import { type Redis } from 'ioredis';

import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Wake, type WakeKind, wakeKinds } from './wake.ts';

/** The one queue. A job is `{kind, id}` with random or keyed ids; there is nothing in Redis to erase. */
export const queueName = 'look';
export const defaultPrefix = 'oubli';

/** Looks at one thing that may be due. `busy`: somebody else has it just now. */
export type Look = (kind: WakeKind, id: string, signal: AbortSignal) => Promise<'done' | 'busy'>;

interface LookJob {
  readonly kind: WakeKind;
  readonly id: string;
  /** Came back once already: the sweep does the rest. */
  readonly isAgain?: true;
}

const againMs = 150;

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
  return {
    async wake(kind, id, delayMs = 0) {
      // Not to be waited for while Redis is away: the command would wait with it.
      if (redis.status !== 'ready') return;
      try {
        await queue.add(kind, { kind, id }, delayMs > 0 ? { delay: delayMs } : {});
      } catch (error) {
        telemetry.fault('wake_failed', error, { kind });
      }
    },
    close: () => queue.close(),
  };
}

/** Makes the side that looks. A look never fails its job: errors may quote a person, and jobs are kept by Redis. */
export function createLookWorker(parts: {
  readonly redis: Redis;
  readonly look: Look;
  readonly telemetry: Telemetry;
  readonly prefix?: string;
  readonly concurrency?: number;
}): { close(): Promise<void> } {
  const { redis, look, telemetry, prefix = defaultPrefix, concurrency = 16 } = parts;
  const stop = new AbortController();
  const again = new Queue<LookJob>(queueName, { connection: redis, prefix });
  const worker = new Worker<LookJob>(
    queueName,
    async ({ data }) => {
      const { kind, id, isAgain } = data;
      // Redis is outside our trust: what is not one of ours is dropped.
      if (!wakeKinds.includes(kind) || typeof id !== 'string') return;
      try {
        const result = await look(kind, id, stop.signal);
        if (result !== 'busy' || isAgain === true || stop.signal.aborted) return;
        await again.add(
          kind,
          { kind, id, isAgain: true },
          { delay: againMs, removeOnComplete: true, removeOnFail: true },
        );
      } catch (error) {
        telemetry.fault('look_failed', error, { kind });
      }
    },
    { connection: redis, prefix, concurrency, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
  );
  const onError = (error: unknown): void => telemetry.fault('queue_failed', error);
  worker.on('error', onError);
  again.on('error', onError);
  return {
    async close() {
      stop.abort();
      await worker.close();
      await again.close();
    },
  };
}
