import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';

import { errorCode, type OubliError } from '../../src/domain/errors.ts';
import { createFileJournal } from '../../src/ledger/file-journal.ts';
import { createJournalFile, type JournalFile } from '../../src/ledger/journal-file.ts';
import { createJournalLines } from '../../src/ledger/journal-lines.ts';
import { createJournalReader } from '../../src/ledger/journal-reader.ts';
import { type Journal } from '../../src/ledger/journal.ts';
import { emptyHead, entriesAfter } from './notes.ts';

let folder: string;
let path: string;
let repairs: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oubli-journal-'));
  path = join(folder, 'deep', 'erasures.journal');
  repairs = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As another process opens it. */
function open(key = Buffer.alloc(32, 3)): Journal {
  return createFileJournal({ path, key, onRepaired: () => (repairs += 1) });
}

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);
const linesOf = (): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);

/** What another process saw of it that prunes at the same time. */
async function readOldBy(file: JournalFile) {
  const old = await createJournalReader(file, createJournalLines(Buffer.alloc(32, 3))).readOld(1_000_000 + 10_000);
  return { firstLine: old.firstLine, old };
}

describe('the journal of erasures', () => {
  test('is for its owner alone, and keeps what was appended for the next process', async () => {
    const journal = open();
    expect(await journal.look()).toBeNull();
    const { journalId } = await journal.create();
    const entries = entriesAfter(emptyHead, 3);
    await journal.append(entries);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { index, hash } = entries[2] ?? emptyHead;
    expect(await open().look()).toMatchObject({ journalId, head: { index, hash } });
    expect(await open().after(1)).toEqual({
      at: { index: 1, hash: entries[0]?.hash },
      entries: entries.slice(1),
    });
    expect(readdirSync(join(folder, 'deep'))).toEqual(['erasures.journal']);
  });

  test('is made once by two processes that start together', async () => {
    const made = await Promise.all([open().create(), open().create(), open().create()]);
    expect(new Set(made.map(({ journalId }) => journalId)).size).toBe(1);
  });

  test('with a last line that was cut off is repaired and told, and the entry can be written again', async () => {
    const [first, second] = entriesAfter(emptyHead, 2);
    if (first === undefined || second === undefined) throw new Error('Two were made.');
    const journal = open();
    await journal.create();
    await journal.append([first, second]);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 20));
    const again = open();
    expect(await again.look()).toMatchObject({ head: { index: 1 } });
    expect(repairs).toBe(1);
    await again.append([second]);
    expect(readFileSync(path)).toEqual(whole);
    // Also under a process that has it open already.
    appendFileSync(path, '{"kind":"entry","entry":{"ind');
    expect(await journal.look()).toMatchObject({ head: { index: 2 } });
    expect(repairs).toBe(2);
  });

  test.each([
    ['a changed digit', (line: string) => line.replace('"at":18', '"at":17')],
    ['a line that is gone', () => ''],
    ['a line that is no JSON', () => 'nonsense\n'],
    ['half a line', (line: string) => `${line.slice(0, 40)}\n`],
  ])('with %s in the middle is refused, and says where', async (_what, spoil) => {
    const journal = open();
    await journal.create();
    await journal.append(entriesAfter(emptyHead, 4));
    const lines = linesOf().map((line) => `${line}\n`);
    writeFileSync(path, [...lines.slice(0, 2), spoil(lines[2] ?? ''), ...lines.slice(3)].join(''));
    const error = await open()
      .after(0)
      .catch((caught: unknown) => caught);
    expect(errorCode(error)).toBe('journal_damaged');
    expect((error as OubliError).message).toContain('Line 3');
  });

  test('with two lines exchanged, or one copied from another journal, is refused', async () => {
    const journal = open();
    await journal.create();
    await journal.append(entriesAfter(emptyHead, 3));
    const [head = '', one = '', two = '', three = ''] = linesOf();
    writeFileSync(path, `${[head, two, one, three].join('\n')}\n`);
    expect(await codeOf(open().after(0))).toBe('journal_damaged');
    rmSync(path);
    await open().create();
    appendFileSync(path, `${one}\n`);
    expect(await codeOf(open().look())).toBe('journal_damaged');
  });

  test('under another key is refused', async () => {
    await open().create();
    expect(await codeOf(open(Buffer.alloc(32, 4)).look())).toBe('journal_damaged');
  });

  test('that is a folder, or not to be read, is refused in words', async () => {
    await open().create();
    path = join(folder, 'deep');
    expect(await codeOf(open().look())).toBe('journal_unreadable');
  });

  test('takes whole lines of several writers at once, each entry once by index', async () => {
    const writers = [open(), open(), open()];
    await writers[0]?.create();
    const entries = entriesAfter(emptyHead, 60);
    // Each brings over what it finds missing, as processes do that help each other.
    await Promise.all(
      writers.map(async (writer) => {
        for (let end = 3; end <= entries.length; end += 3) await writer.append(entries.slice(0, end));
      }),
    );
    expect((await open().after(0)).entries).toEqual(entries);
  });

  test('refuses an entry that does not follow, and one whose place is taken', async () => {
    const journal = open();
    await journal.create();
    const [first, , third] = entriesAfter(emptyHead, 3);
    const [other] = entriesAfter(emptyHead, 1);
    if (first === undefined || third === undefined || other === undefined) throw new Error('Three were made.');
    await journal.append([first]);
    expect(await codeOf(journal.append([third]))).toBe('journal_conflict');
    expect(await codeOf(journal.append([other]))).toBe('journal_conflict');
    expect((await open().after(0)).entries).toEqual([first]);
  });

  test('drops what is old from its beginning, goes on from there, and loses nothing that comes in meanwhile', async () => {
    const [journal, other] = [open(), open()];
    await journal.create();
    const entries = entriesAfter(emptyHead, 40, 1_000_000);
    await journal.append(entries.slice(0, 20));
    await other.look();
    const [pruned] = await Promise.all([
      journal.prune(1_000_000 + 10_000),
      ...entries.slice(20).map((_, step) => other.append(entries.slice(0, 21 + step))),
    ]);
    expect(pruned).toBe(10);
    expect(await open().after(10)).toEqual({ at: { index: 10, hash: entries[9]?.hash }, entries: entries.slice(10) });
    expect((await open().after(4)).at).toBeNull();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    // All of it is old: the head stays known.
    expect(await journal.prune(9_000_000)).toBe(30);
    expect(await open().look()).toMatchObject({ head: { index: 40, hash: entries[39]?.hash } });
  });

  test('that is cut keeps what was acknowledged meanwhile before what is written after it, time and again', async () => {
    const file = createJournalFile({ path, onRepaired: () => undefined });
    const beginning = Buffer.from('first\n');
    await file.create(beginning);
    let written = 0;
    const over = new AbortController();
    const writing = (async () => {
      for (; !over.signal.aborted; written += 1) await file.append(Buffer.from(`${String(written)}\n`));
    })();
    for (let round = 0; round < 60; round += 1) {
      expect(await file.shorten(beginning, { endBytes: beginning.length, lastLine: beginning })).toBe(true);
    }
    over.abort();
    await writing;
    const seen = new Set(linesOf().slice(1));
    expect([...seen]).toEqual(Array.from({ length: written }, (_, index) => String(index)));
    expect(readdirSync(join(folder, 'deep'))).toEqual(['erasures.journal']);
  });

  test('whose cutter was killed while it held up others goes on taking entries', async () => {
    const journal = open();
    await journal.create();
    writeFileSync(`${path}.hold`, '');
    utimesSync(`${path}.hold`, 0, 0);
    const entries = entriesAfter(emptyHead, 20, 1_000_000);
    await journal.append(entries);
    expect(await journal.prune(1_000_000 + 10_000)).toBe(10);
    expect((await open().after(10)).entries).toEqual(entries.slice(10));
    expect(readdirSync(join(folder, 'deep'))).toEqual(['erasures.journal']);
  });

  test('is cut in the file that was read, and in no other that took its place meanwhile', async () => {
    const journal = open();
    await journal.create();
    const entries = entriesAfter(emptyHead, 40, 1_000_000);
    await journal.append(entries);
    const file = createJournalFile({ path, onRepaired: () => undefined });
    const { firstLine, old } = await readOldBy(file);
    expect(await journal.prune(1_000_000 + 10_000)).toBe(10);
    expect(await file.shorten(firstLine, old)).toBe(false);
    expect((await open().after(10)).entries).toEqual(entries.slice(10));
    expect(readdirSync(join(folder, 'deep'))).toEqual(['erasures.journal']);
  });

  test('that another one takes the place of is kept aside', async () => {
    const journal = open();
    const { journalId } = await journal.create();
    const entries = entriesAfter(emptyHead, 5);
    const next = await journal.replace([journalId], entries.slice(2));
    expect(next).toMatchObject({ formerIds: [journalId], head: { index: 5 } });
    expect(await open().after(2)).toMatchObject({ entries: entries.slice(2) });
    expect(readdirSync(join(folder, 'deep'))).toHaveLength(2);
  });
});
