import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { programFile } from '../support/programs.ts';

export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `oubli` as a process of its own, in an empty folder, with this environment and nothing else of ours. */
export function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<CliRun> {
  const cwd = mkdtempSync(join(tmpdir(), 'oubli cli '));
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [programFile('cli'), ...args], { cwd, env: { PATH, HOME, ...environment } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => {
      rmSync(cwd, { recursive: true, force: true });
      resolve({ code, out, err });
    });
    child.stdin.end(input);
  });
}

/** Keeps what a command prints. */
export function keptOutput(): {
  readonly output: { line(text?: string): void; complaint(text: string): void };
  readonly text: () => string;
} {
  const lines: string[] = [];
  return {
    output: { line: (text = '') => void lines.push(text), complaint: (text) => void lines.push(text) },
    text: () => lines.join('\n'),
  };
}
