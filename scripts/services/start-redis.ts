import { type ServerPlace, type StartedServer, startServer } from './start-server.ts';

export interface RedisOptions extends ServerPlace {
  /** Whether it writes an append-only file. By default one in a folder that stays does, one in a temporary folder does not. */
  readonly isKept?: boolean;
}

/** A Redis (or Valkey) server that answers. */
export interface RunningRedis extends StartedServer {
  readonly url: string;
}

/** Starts Redis on a new or a used folder. It never drops a key for want of memory: BullMQ needs that. */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const isKept = options.isKept ?? options.isTemporary !== true;
  const server = await startServer(options, {
    name: 'redis',
    readyWords: 'Ready to accept connections',
    args: (port) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', options.dataFolder, '--daemonize', 'no'],
      ...['--save', '', '--appendonly', isKept ? 'yes' : 'no', '--maxmemory-policy', 'noeviction'],
    ],
  });
  return { ...server, url: `redis://127.0.0.1:${String(server.port)}` };
}
