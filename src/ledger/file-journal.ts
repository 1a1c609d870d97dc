import { randomUUID } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';
import { createJournalFile, type JournalFile } from './journal-file.ts';
import { createJournalLines, follow, type JournalLines } from './journal-lines.ts';
import { createJournalReader, type JournalReader, type KnownJournal } from './journal-reader.ts';
import { type Journal } from './journal.ts';
import { emptyHead, type LedgerEntry, type LedgerHead } from './ledger-entry.ts';

interface Parts {
  readonly file: JournalFile;
  readonly lines: JournalLines;
  readonly reader: JournalReader;
}

/**
 * The journal as a file that processes of one machine share: append-only, whole lines in one write, fsynced before anything
 * returns. A last line that was cut off is removed and told; any other fault is refused.
 */
export function createFileJournal(given: {
  readonly path: string;
  /** 32 bytes, of the keyring's purpose `journal`. */
  readonly key: Buffer;
  /**
   * A last line was cut off by a crash and is gone; nothing of its entry had been destroyed. `null`, for whoever only looks: it is
   * left where it is.
   */
  readonly onRepaired: (() => void) | null;
}): Journal {
  const lines = createJournalLines(given.key);
  const file = createJournalFile(given);
  const parts: Parts = { file, lines, reader: createJournalReader(file, lines) };
  const inTurn = createTurn();
  return {
    look: () => inTurn(() => parts.reader.look()),
    create: () =>
      inTurn(async () => {
        await file.create(newJournal(lines, []).bytes);
        return standing(parts);
      }),
    replace: (formerIds, entries) => inTurn(() => replace(parts, formerIds, entries)),
    append: (entries) => inTurn(() => append(parts, entries)),
    after: (index) =>
      inTurn(async () => {
        await standing(parts);
        return parts.reader.readAll(index);
      }),
    prune: (before) => inTurn(() => prune(parts, before)),
  };
}

async function standing({ reader }: Parts): Promise<KnownJournal> {
  const found = await reader.look();
  if (found === null) throw new OubliError('journal_missing', 'The journal of erasures (JOURNAL_FILE) is gone.');
  return found;
}

function newJournal(lines: JournalLines, formerIds: readonly string[]) {
  const journalId = randomUUID();
  return { journalId, bytes: lines.write(journalId, { kind: 'journal', version: 1, journalId, formerIds }) };
}

async function replace(
  parts: Parts,
  formerIds: readonly string[],
  entries: readonly LedgerEntry[],
): Promise<KnownJournal> {
  const { journalId, bytes } = newJournal(parts.lines, formerIds);
  const [first] = entries;
  const head = first === undefined ? emptyHead : { index: first.index - 1, hash: first.prevHash };
  const rest = bodyOf(parts.lines, journalId, head, entries);
  await parts.file.replace(Buffer.concat([bytes, rest]));
  return standing(parts);
}

async function append(parts: Parts, entries: readonly LedgerEntry[]): Promise<void> {
  const { journalId, head } = await standing(parts);
  const more = entries.filter(({ index }) => index > head.index);
  let end: LedgerHead | null = head;
  for (const entry of more) end = end === null ? null : follow(end, { kind: 'entry', entry });
  if (end === null) throw conflict();
  if (more.length > 0) {
    await parts.file.append(Buffer.concat(more.map((entry) => parts.lines.write(journalId, { kind: 'entry', entry }))));
  }
  const { recent } = await standing(parts);
  // Another process was faster with another entry of the same index: that one stands.
  if (entries.some(({ index, hash }) => (recent.get(index) ?? hash) !== hash)) throw conflict();
}

async function prune(parts: Parts, before: number): Promise<number> {
  const { journalId } = await standing(parts);
  const old = await parts.reader.readOld(before);
  const { count, head, firstLine } = old;
  if (count === 0) return 0;
  const beginning = Buffer.concat([firstLine, parts.lines.write(journalId, { kind: 'checkpoint', head })]);
  return (await parts.file.shorten(beginning, old)) ? count : 0;
}

/** Everything after the first line: where it goes on from, and the entries. */
function bodyOf(lines: JournalLines, journalId: string, head: LedgerHead, entries: readonly LedgerEntry[]): Buffer {
  const checkpoint = lines.write(journalId, { kind: 'checkpoint', head });
  return Buffer.concat([checkpoint, ...entries.map((entry) => lines.write(journalId, { kind: 'entry', entry }))]);
}

function conflict(): OubliError {
  return new OubliError('journal_conflict', 'The journal has another entry in this place.', { retry: 'yes' });
}

/** One after another: what is known of the file changes in one hand only. */
function createTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
