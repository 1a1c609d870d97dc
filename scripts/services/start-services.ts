import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { OubliError } from '../../src/domain/errors.ts';
import { type Environment } from './environment.ts';
import { findMongod } from './find-mongod.ts';
import { findRedis } from './find-redis.ts';
import { type MongodOptions, type RunningMongod, startMongod } from './start-mongod.ts';
import { type RedisOptions, type RunningRedis, startRedis } from './start-redis.ts';
import { type FoundBinary } from './ways.ts';

export interface ServicesOptions {
  /** `MONGODB_URI`, `REDIS_URL`, `PATH`, `XDG_CACHE_HOME` and `HOME` are read; programs that fetch get the whole. */
  readonly environment: Environment;
  /** Data is kept here. Without one it goes into temporary folders and with the servers. */
  readonly dataFolder?: string;
  readonly mongo?: Pick<MongodOptions, 'port' | 'compression'>;
  readonly redis?: Pick<RedisOptions, 'port' | 'isKept'>;
  /** Hears what takes long (a download), a line at a time. */
  readonly say?: (line: string) => void;
}

/** MongoDB (a replica set) and Redis, found or started. */
export interface Services {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  /** Where each came from, for people. */
  readonly how: { readonly mongodb: string; readonly redis: string };
  /** What was started here; absent when the environment named a server. */
  readonly mongod?: RunningMongod;
  readonly redis?: RunningRedis;
  /** Ends what was started here. Without it the servers end with this process. */
  stop(): Promise<void>;
}

/**
 * The door: gives MongoDB and Redis on any machine. What the environment names is used as it is; the rest is started on
 * 127.0.0.1 and ends with this process, also when it is killed.
 * @throws OubliError `server_not_found`, `service_not_started`.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { environment, dataFolder, say } = options;
  const mongodbUri = given(environment['MONGODB_URI']);
  const redisUrl = given(environment['REDIS_URL']);
  const [foundMongod, foundRedis] = await both(
    mongodbUri === undefined ? findMongod(environment, say) : undefined,
    redisUrl === undefined ? findRedis(environment, say) : undefined,
  );
  // One after the other: mongod locks its folder, so a second start on the same one ends before it touches Redis's.
  const mongod =
    foundMongod && (await startMongod({ ...foundMongod, ...options.mongo, ...(await place('mongodb', dataFolder)) }));
  try {
    const redis =
      foundRedis && (await startRedis({ ...foundRedis, ...options.redis, ...(await place('redis', dataFolder)) }));
    return {
      mongodbUri: mongodbUri ?? mongod?.uri ?? '',
      redisUrl: redisUrl ?? redis?.url ?? '',
      how: { mongodb: foundMongod?.how ?? 'MONGODB_URI', redis: foundRedis?.how ?? 'REDIS_URL' },
      ...(mongod && { mongod }),
      ...(redis && { redis }),
      async stop() {
        await Promise.all([mongod?.stop(), redis?.stop()]);
      },
    };
  } catch (error) {
    await mongod?.stop();
    throw error;
  }
}

function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

async function place(
  name: string,
  dataFolder: string | undefined,
): Promise<{ dataFolder: string; isTemporary: boolean }> {
  if (dataFolder === undefined)
    return { dataFolder: await mkdtemp(join(tmpdir(), `oubli-${name}-`)), isTemporary: true };
  const folder = join(dataFolder, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return { dataFolder: folder, isTemporary: false };
}

/** Looks for both even when one is missing, so that one run tells everything that is to be done. */
async function both(
  mongod: Promise<FoundBinary> | undefined,
  redis: Promise<FoundBinary> | undefined,
): Promise<readonly [FoundBinary | undefined, FoundBinary | undefined]> {
  const [first, second] = await Promise.allSettled([mongod, redis]);
  const failures = [first, second].filter((one) => one.status === 'rejected').map((one) => one.reason as Error);
  if (failures.length > 1) {
    throw new OubliError('server_not_found', failures.map((failure) => failure.message).join('\n'));
  }
  if (failures[0] !== undefined) throw failures[0];
  return [
    first.status === 'fulfilled' ? first.value : undefined,
    second.status === 'fulfilled' ? second.value : undefined,
  ];
}
