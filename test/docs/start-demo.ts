import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export interface Demo {
  readonly code: number | null;
  readonly printed: string;
}

/** Starts the command that `./scripts/demo` ends in, with these arguments, and waits until it has ended. */
export function startDemo(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Demo> {
  const demo = spawn(process.execPath, ['--import', 'tsx', 'scripts/play/main.ts', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  demo.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  demo.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    demo.once('error', reject);
    demo.once('close', (code) =>
      resolve({ code, printed: stripVTControlCharacters(Buffer.concat(chunks).toString('utf8')) }),
    );
  });
}
