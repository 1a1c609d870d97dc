import { execFile } from 'node:child_process';

import { type Environment } from './environment.ts';

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, never through a shell.
 * @throws Error whose message is one plain sentence: not there, took too long, or its last words.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly environment: Environment; readonly timeoutMs: number },
): Promise<CommandOutput> {
  return new Promise((resolve, reject) => {
    const { environment, timeoutMs } = options;
    const settings = { env: { ...environment }, timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 };
    const child = execFile(command, args, settings, (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else if (error.code === 'ENOENT') reject(new Error(`${command} is not there`));
      else if (error.killed === true) reject(new Error(`${command} took longer than ${String(timeoutMs / 1000)} s`));
      else reject(new Error(lastWords(stderr) ?? lastWords(stdout) ?? `${command} failed (${String(error.code)})`));
    });
    child.stdin?.end();
  });
}

/** The last line that says what is wrong, else the last line. */
export function lastWords(output: string): string | undefined {
  const lines = output.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '');
  return (said.findLast((line) => /\berror\b/i.test(line)) ?? said.at(-1))?.slice(0, 300);
}
