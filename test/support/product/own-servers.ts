import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findMongod } from '../../../scripts/services/find-mongod.ts';
import { findRedis } from '../../../scripts/services/find-redis.ts';
import { type RunningMongod, startMongod } from '../../../scripts/services/start-mongod.ts';
import { type RunningRedis, startRedis } from '../../../scripts/services/start-redis.ts';

/** A Redis of a test's own, to be emptied, killed or read whole. */
export interface OwnRedis {
  readonly url: string;
  /** Where its append-only files are, if it writes any. */
  readonly folder: string;
  kill(): Promise<void>;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  /** Ends it, and its folder with it. */
  close(): Promise<void>;
}

export async function startOwnRedis(options: { readonly isKept: boolean }): Promise<OwnRedis> {
  const { binary } = await findRedis(process.env);
  const folder = await mkdtemp(join(tmpdir(), 'oubli-test-redis-'));
  const start = (port?: number): Promise<RunningRedis> =>
    startRedis({ binary, dataFolder: folder, isKept: options.isKept, ...(port === undefined ? {} : { port }) });
  let running = await start();
  return {
    url: running.url,
    folder,
    kill: () => running.kill(),
    async restart() {
      running = await start(running.port);
    },
    async close() {
      await running.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A mongod of a test's own: its files lie open, and it may be killed and started again on them. */
export interface OwnMongod {
  /** Of the database `oubli`. */
  readonly uri: string;
  readonly folder: string;
  kill(): Promise<void>;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  /** Ends it, and its folder with it. */
  close(): Promise<void>;
}

/** Starts it without compression, so that what its files hold can be read as it is. */
export async function startOwnMongod(): Promise<OwnMongod> {
  const { binary } = await findMongod(process.env);
  const folder = await mkdtemp(join(tmpdir(), 'oubli-test-mongod-'));
  const start = (port?: number): Promise<RunningMongod> =>
    startMongod({ binary, dataFolder: folder, compression: 'none', ...(port === undefined ? {} : { port }) });
  let running = await start();
  const uri = new URL(running.uri);
  uri.pathname = '/oubli';
  return {
    uri: uri.href,
    folder,
    kill: () => running.kill(),
    async restart() {
      running = await start(running.port);
    },
    async close() {
      await running.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
