import { spawn } from 'node:child_process';

import { describe, expect, test } from '../support/jest.ts';

const url = (relative: string): string => new URL(relative, import.meta.url).href;

/** A process that stays up, as a listening server does, and in which an error that quotes a person is caught by nobody. */
const program = `
  import { createTelemetry } from ${JSON.stringify(url('../../src/telemetry/create-telemetry.ts'))};
  import { watchForCrash } from ${JSON.stringify(url('../../src/telemetry/last-resort.ts'))};
  const [how, stopping] = process.argv.slice(-2);
  const stop = () => (stopping === 'hangs' ? new Promise(() => undefined) : Promise.resolve());
  watchForCrash(createTelemetry({ level: 'info' }), stop, { deadlineMs: 50 });
  setInterval(() => undefined, 60_000);
  const error = new TypeError('DELETE my roses please, 16505550100');
  if (how === 'throws') setImmediate(() => { throw error; });
  else Promise.reject(error);
`;

function crash(how: string, stopping: string): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve) => {
    const loader = url('../../node_modules/tsx/dist/esm/index.mjs');
    const args = ['--import', loader, '--input-type=module', '--eval', program, how, stopping];
    const child = spawn(process.execPath, args);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    }
    child.on('close', (code) => resolve({ code, said }));
  });
}

describe('an error that nobody caught', () => {
  test.each([
    ['throws', 'stops'],
    ['rejects', 'hangs'],
  ])('ends the process (it %s, what runs %s) with a code and without what it said', async (how, stopping) => {
    const { code, said } = await crash(how, stopping);
    expect(said).toContain('"event":"process_crashed"');
    expect(said).toContain('"code":"TypeError"');
    expect(said).not.toMatch(/roses|16505550100/);
    expect(code).toBe(1);
  });
});
