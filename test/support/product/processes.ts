import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { programFile } from '../programs.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const startMs = 60_000;

/** How a process ended. */
export interface Ended {
  /** `null`: by a signal. */
  readonly code: number | null;
  readonly tookMs: number;
}

/** A server or worker of the product, in a process of its own. */
export interface ProductProcess {
  readonly pid: number;
  /** What it wrote so far, to either output. */
  readonly lines: readonly string[];
  /** SIGKILL: as if the power went. */
  kill(): Promise<void>;
  /** SIGTERM, and what came of it. */
  stop(): Promise<Ended>;
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts `src/server.ts` or `src/worker.ts` and waits until it says that it has started. */
export async function startProcess(
  entry: 'server' | 'worker',
  environment: Readonly<Record<string, string>>,
): Promise<ProductProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [programFile(entry)], {
    cwd: root,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const lines: string[] = [];
  const ended = once(child, 'exit').then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  await started(child, entry, lines, ended);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended> => {
    const from = Date.now();
    child.kill(signal);
    const code = await ended;
    return { code, tookMs: Date.now() - from };
  };
  return {
    pid: child.pid ?? 0,
    lines,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

function started(child: ChildProcess, entry: string, lines: string[], ended: Promise<number | null>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The ${entry} did not start in ${startMs} ms.`)), startMs);
    for (const output of [child.stdout, child.stderr]) {
      if (output === null) continue;
      createInterface(output).on('line', (line) => {
        lines.push(line);
        if (!line.includes(`"event":"${entry}_started"`)) return;
        clearTimeout(timer);
        resolve();
      });
    }
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`The ${entry} ended with ${code} before it started: ${lines.join(' ')}`));
    });
  });
}
