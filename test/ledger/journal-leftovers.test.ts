import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '../support/jest.ts';

import { createFileJournal } from '../../src/ledger/file-journal.ts';

const day = 86_400_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oubli-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('pruning removes what killed commands left beside the journal, and journals put aside once they are as old as it reaches', async () => {
  const path = join(folder, 'erasures.journal');
  const journal = createFileJournal({ path, key: Buffer.alloc(32, 3), onRepaired: () => undefined });
  await journal.create();
  const now = Date.now();
  const leftovers = {
    'erasures.journal.0123456789ab.new': 2 * day,
    'erasures.journal.ba9876543210.new': day / 2,
    'erasures.journal.before-0123456789ab': 36 * day,
    'erasures.journal.before-ba9876543210': 34 * day,
    'erasures.journal.lost': 90 * day,
    'another.journal.0123456789ab.new': 90 * day,
  };
  for (const [name, ageMs] of Object.entries(leftovers)) {
    writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, name), 0, (now - ageMs) / 1_000);
  }
  expect(await journal.prune(now - 35 * day)).toBe(0);
  expect(readdirSync(folder)).toEqual([
    'another.journal.0123456789ab.new',
    'erasures.journal',
    'erasures.journal.ba9876543210.new',
    'erasures.journal.before-ba9876543210',
    'erasures.journal.lost',
  ]);
});
