import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, afterEach, describe, expect, test } from '../support/jest.ts';

import { isAlive, newFolder, removeFolders, until, withoutServers } from './machine.ts';

interface Parent {
  readonly process: ChildProcess;
  readonly serverPids: readonly number[];
  /** Where its temporary folders are. */
  readonly temporary: string;
}

const parents: ChildProcess[] = [];
afterEach(() => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL');
});
afterAll(removeFolders);

/** Runs `npm run services` in a process of its own, until both servers are there. */
async function startParent(dataFolder?: string): Promise<Parent> {
  const temporary = await newFolder();
  const args = ['--import', 'tsx', 'scripts/services/main.ts', ...(dataFolder === undefined ? [] : [dataFolder])];
  const parent = spawn(process.execPath, args, {
    env: { ...withoutServers(), TMPDIR: temporary },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  parents.push(parent);
  let said = '';
  parent.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const pids = (): number[] => [...said.matchAll(/, process (\d+)$/gm)].map((match) => Number(match[1]));
  await until(`both servers run; said so far: ${said}`, () => pids().length === 2);
  return { process: parent, serverPids: pids(), temporary };
}

test('an option is refused with a sentence, and makes no folder of that name', async () => {
  const folder = await newFolder();
  const file = join(import.meta.dirname, '../../scripts/services/main.ts');
  const refused = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file, '--help'], { cwd: folder });
  parents.push(refused);
  const [said] = await Promise.all([text(refused.stderr), once(refused, 'exit')]);
  expect(refused.exitCode).toBe(1);
  expect(said).toMatch(/^npm run services \[-- FOLDER\]: /);
  expect(await readdir(folder)).toEqual([]);
});

describe('when the process that started the servers is gone', () => {
  test('killed with SIGKILL: both servers end, and their temporary folders are removed', async () => {
    const parent = await startParent();
    expect(parent.serverPids.map(isAlive)).toEqual([true, true]);
    expect(await servedFolders(parent)).toHaveLength(2);
    parent.process.kill('SIGKILL');
    await until('both servers are gone', () => !parent.serverPids.some(isAlive));
    await until('the folders are gone', async () => (await servedFolders(parent)).length === 0);
  });

  test('killed with SIGKILL, data in a named folder: MongoDB is shut down cleanly and the data stays', async () => {
    const folder = await newFolder();
    const parent = await startParent(folder);
    parent.process.kill('SIGKILL');
    await until('both servers are gone', () => !parent.serverPids.some(isAlive));
    expect(await readFile(join(folder, 'mongodb', 'mongod.log'), 'utf8')).toContain('"msg":"Now exiting"');
    expect(await readdir(join(folder, 'mongodb'))).toContain('WiredTiger.wt');
    expect(await readdir(join(folder, 'redis'))).toContain('appendonlydir');
  });

  test('ended with SIGTERM: it leaves with code 0 when both are gone', async () => {
    const parent = await startParent();
    parent.process.kill('SIGTERM');
    expect(await once(parent.process, 'exit')).toEqual([0, null]);
    expect(parent.serverPids.map(isAlive)).toEqual([false, false]);
    expect(await servedFolders(parent)).toEqual([]);
  });

  test('Ctrl-C in the terminal reaches the parent alone: it decides when the servers end', async () => {
    const parent = await startParent();
    const groups = await Promise.all(parent.serverPids.map(processGroup));
    expect(groups).not.toContain(await processGroup(parent.process.pid ?? 0));
  });
});

/** What stands in the temporary folder because of the servers; tsx keeps its own there. */
async function servedFolders(parent: Parent): Promise<string[]> {
  return (await readdir(parent.temporary)).filter((name) => name.startsWith('oubli-'));
}

async function processGroup(pid: number): Promise<string> {
  const ps = spawn('ps', ['-o', 'pgid=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  ps.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await once(ps, 'close');
  return said.trim();
}
