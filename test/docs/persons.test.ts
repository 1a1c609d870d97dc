import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

import { describe, expect, test } from '../support/jest.ts';

import { persons } from '../../scripts/play/persons/persons.ts';
import { testDatabase } from '../support/database.ts';
import { read } from './pages.ts';

/** `./scripts/demo --person NAME`, on a database of this run. */
async function play(name: string): Promise<{ readonly code: number | null; readonly printed: string }> {
  const database = await testDatabase();
  const uri = new URL(database.mongodbUri);
  uri.pathname = `/${database.databaseName}`;
  const demo = spawn(process.execPath, ['--import', 'tsx', 'scripts/play/main.ts', '--person', name], {
    env: { ...process.env, MONGODB_URI: uri.href },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  demo.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  demo.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => demo.once('error', reject).once('close', resolve));
  await database.giveBack();
  return { code, printed: stripVTControlCharacters(Buffer.concat(chunks).toString('utf8')) };
}

describe('the people of the demo', () => {
  test.each(['bsuid-only', 'wrong-codes', 'two-businesses'])(
    'end well, with every claim true: %s',
    async (name) => {
      const { code, printed } = await play(name);
      expect(printed).toContain('✔ ');
      expect(printed).not.toContain('NOT TRUE');
      expect(code).toBe(0);
    },
    120_000,
  );

  test('are on the list of the demo’s README; one that is not is refused', async () => {
    const page = read('scripts/play/README.md');
    expect(Object.keys(persons).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    const { code, printed } = await play('nobody-known');
    expect(code).toBe(1);
    expect(printed).toContain('--person is one of');
  }, 60_000);
});
