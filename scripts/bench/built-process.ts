import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { spawnWatched } from '../services/watch-parent.ts';

/** A process of the product, built, as it runs in production. It ends with the bench at the latest. */
export interface BuiltProcess {
  readonly pid: number;
  /** The most memory it ever had resident, in megabytes; `NaN` where the system does not tell (no /proc). */
  peakMemoryMb(): Promise<number>;
  /** CPU time it has used so far, in milliseconds. */
  cpuMs(): Promise<number>;
  end(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const startTimeoutMs = 60_000;

/** Where the built form of a source file is. */
export function builtFile(source: string): string {
  return join(root, 'dist', source.replace(/\.ts$/, '.js'));
}

/** The flags with which `npm run <name>:built` starts node, as package.json has them. */
export async function flagsOf(name: 'server' | 'worker'): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return scripts[`${name}:built`]?.split(' ').filter((word) => word.startsWith('-')) ?? [];
}

/** Starts `node <file>` and waits until it is ready. */
export async function startNode(options: {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly flags?: readonly string[];
  /** Default: the bench's own. */
  readonly workingFolder?: string;
  readonly isReady: (log: string) => boolean | Promise<boolean>;
}): Promise<BuiltProcess> {
  const { file, environment, logFile, flags = [], workingFolder = '.', isReady } = options;
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run build`);
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const inFolder = ['/bin/sh', '-c', 'cd "$0" && exec "$@"', workingFolder];
  const command = [...inFolder, '/usr/bin/env', ...variables, process.execPath, ...flags, file];
  const child = await spawnWatched({ command, logFile });
  const deadline = Date.now() + startTimeoutMs;
  while (!(await isReady(await readFile(logFile, 'utf8').catch(() => '')))) {
    if (child.hasEnded() || Date.now() > deadline) {
      await child.end('SIGKILL');
      throw new Error(`${file} did not start; see ${logFile}\n${await child.ended}`);
    }
    await pause(5);
  }
  return {
    pid: child.pid,
    peakMemoryMb: () => peakMemoryMb(child.pid),
    cpuMs: () => cpuMs(child.pid),
    end: () => child.end('SIGTERM'),
  };
}

export async function answersReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${String(port)}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );
}

async function peakMemoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}

/** CPU time of a process so far, in milliseconds. User and system time, in ticks of 10 ms, stand 14th and 15th after the name. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  const [user = NaN, system = NaN] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10;
}
