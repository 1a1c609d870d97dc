import { format, stripVTControlCharacters } from 'node:util';

import { afterEach, describe, expect, jest, test } from '../support/jest.ts';

import { type PersonName, persons } from '../../scripts/play/persons/persons.ts';
import { runPerson } from '../../scripts/play/persons/run-person.ts';
import { runServers } from '../support/database.ts';
import { read } from './pages.ts';
import { startDemo } from './start-demo.ts';

afterEach(() => void jest.restoreAllMocks());

/** What `./scripts/demo --person NAME` does, on the servers of this run. */
async function play(name: PersonName): Promise<{ readonly isTrue: boolean; readonly printed: string }> {
  const lines: string[] = [];
  jest.spyOn(console, 'log').mockImplementation((...parts) => void lines.push(format(...parts)));
  const isTrue = await runPerson(name, { ...process.env, MONGODB_URI: runServers().mongodbUri });
  return { isTrue, printed: stripVTControlCharacters(lines.join('\n')) };
}

describe('the people of the demo', () => {
  test.each(['bsuid-only', 'wrong-codes', 'two-businesses'] as const)(
    'end well, with every claim true: %s',
    async (name) => {
      const { isTrue, printed } = await play(name);
      expect(printed).toContain('✔ ');
      expect(printed).not.toContain('NOT TRUE');
      expect(isTrue).toBe(true);
    },
    120_000,
  );

  test('are on the list of the demo’s README; one that is not is refused', async () => {
    const page = read('scripts/play/README.md');
    expect(Object.keys(persons).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    const { code, printed } = await startDemo(['--person', 'nobody-known']);
    expect(code).toBe(1);
    expect(printed).toContain('--person is one of');
  }, 60_000);
});
