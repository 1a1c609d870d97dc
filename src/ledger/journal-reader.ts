import { OubliError } from '../domain/errors.ts';
import { type JournalFile } from './journal-file.ts';
import { follow, journalDamaged, type JournalLine, type JournalLines } from './journal-lines.ts';
import { type JournalState, type JournalTail } from './journal.ts';
import { emptyHead, type LedgerEntry, type LedgerHead } from './ledger-entry.ts';

/** Enough for some 200 entries: more than several processes can have written out of order. */
const tailBytes = 524_288;
/** How many of the last entries are remembered. */
const recentEntries = 512;

/** What is known of the file; it was read as far as `bytes`. */
export interface KnownJournal extends JournalState {
  readonly inode: number;
  /** Hashes of the last entries, by index: whose line was first. */
  readonly recent: ReadonlyMap<number, string>;
}

/** What of a journal is old. */
export interface OldEntries {
  readonly count: number;
  /** Where the old ones end. */
  readonly head: LedgerHead;
  /** With its line feed. */
  readonly firstLine: Buffer;
  /** Where in the file the first one that stays begins. */
  readonly endBytes: number;
  /** The last one that goes, with its line feed: it ends there. */
  readonly lastLine: Buffer;
}

export interface JournalReader {
  /** Reads what was written since the last look; at first, and when the file is another one, its first line and its end. */
  look(): Promise<KnownJournal | null>;
  /** Reads and checks every line; gives the entries after an index. */
  readAll(afterIndex: number): Promise<JournalTail>;
  /** Reads up to the first entry that was made at that moment (milliseconds) or later. */
  readOld(before: number): Promise<OldEntries>;
}

/** @throws OubliError `journal_damaged` from either. */
export function createJournalReader(file: JournalFile, lines: JournalLines): JournalReader {
  let known: KnownJournal | null = null;
  return {
    async look() {
      const stat = await file.stat();
      if (stat === null) {
        known = null;
      } else if (known !== null && stat.inode === known.inode && stat.bytes >= known.bytes) {
        const { inode } = known;
        known = await readOn(file, lines, known).catch(async (error: unknown) => {
          // Replaced since the look: what was read is from the middle of another file.
          if ((await file.stat())?.inode === inode) throw error;
          return readEnd(file, lines);
        });
      } else {
        known = await readEnd(file, lines);
      }
      return known;
    },
    readAll: (afterIndex) => readAll(file, lines, afterIndex),
    readOld: (before) => readOld(file, lines, before),
  };
}

async function readOn(file: JournalFile, lines: JournalLines, known: KnownJournal): Promise<KnownJournal> {
  const { found, readBytes } = await file.linesFrom(known.bytes);
  let { head } = known;
  const recent = new Map(known.recent);
  for (const bytes of found) {
    const line = lines.read(known.journalId, bytes);
    const next = line === null ? null : follow(head, line);
    if (line === null || next === null) throw await damagedWhere(file, lines);
    head = next;
    note(recent, line);
  }
  return { ...known, head, recent, bytes: readBytes };
}

/** A start need not read everything. */
async function readEnd(file: JournalFile, lines: JournalLines): Promise<KnownJournal> {
  const { firstLine, inode } = await file.first();
  const first = lines.read('', firstLine);
  if (first?.kind !== 'journal') throw journalDamaged(1);
  const { journalId, formerIds } = first;
  const { found, readBytes } = await file.lastLines(tailBytes);
  let head = emptyHead;
  const recent = new Map<number, string>();
  for (const bytes of found) {
    const line = lines.read(journalId, bytes);
    if (line === null) throw await damagedWhere(file, lines);
    if (line.kind === 'checkpoint') ({ head } = line);
    if (line.kind === 'entry' && line.entry.index > head.index) head = headOf(line.entry);
    note(recent, line);
  }
  return { journalId, formerIds, head, recent, inode, bytes: readBytes };
}

async function readAll(file: JournalFile, lines: JournalLines, afterIndex: number): Promise<JournalTail> {
  const entries: LedgerEntry[] = [];
  let at: LedgerHead | null = afterIndex === 0 ? emptyHead : null;
  for await (const { line, head, isNew } of steps(file, lines)) {
    if (!isNew) continue;
    // What was pruned away beyond the index cannot be given.
    if (line.kind === 'checkpoint' && head.index > afterIndex) at = null;
    if (head.index === afterIndex) at = head;
    if (line.kind === 'entry' && head.index > afterIndex) entries.push(line.entry);
  }
  return { at, entries };
}

async function readOld(file: JournalFile, lines: JournalLines, before: number): Promise<OldEntries> {
  const none = Buffer.alloc(0);
  let old: OldEntries = { count: 0, head: emptyHead, firstLine: none, endBytes: 0, lastLine: none };
  for await (const { line, head, isNew, bytes, endBytes } of steps(file, lines)) {
    const lastLine = Buffer.concat([bytes, Buffer.from('\n')]);
    if (line.kind === 'journal') old = { ...old, firstLine: lastLine };
    if (line.kind === 'entry' && isNew && line.entry.at >= before) break;
    old = { ...old, head, endBytes, lastLine, count: old.count + (line.kind === 'entry' && isNew ? 1 : 0) };
  }
  return old;
}

/** Line after line, each checked and put after the one before. */
async function* steps(file: JournalFile, lines: JournalLines) {
  let [journalId, number, endBytes] = ['', 0, 0];
  let head = emptyHead;
  for await (const bytes of file.everyLine()) {
    number += 1;
    endBytes += bytes.length + 1;
    const line = lines.read(journalId, bytes);
    if (line === null || (line.kind === 'journal') !== (number === 1)) throw journalDamaged(number);
    if (line.kind === 'journal') {
      ({ journalId } = line);
      yield { line, head, isNew: false, bytes, endBytes };
      continue;
    }
    const next = follow(head, line);
    if (next === null) throw journalDamaged(number);
    const isNew = next !== head;
    head = next;
    yield { line, head, isNew, bytes, endBytes };
  }
}

/** Damage near the end, with the number of its line. */
async function damagedWhere(file: JournalFile, lines: JournalLines): Promise<unknown> {
  return readAll(file, lines, Number.MAX_SAFE_INTEGER).then(
    () => journalDamaged(null),
    (error: unknown) => (error instanceof OubliError ? error : journalDamaged(null)),
  );
}

function headOf({ index, hash }: LedgerEntry): LedgerHead {
  return { index, hash };
}

function note(recent: Map<number, string>, line: JournalLine): void {
  if (line.kind !== 'entry' || recent.has(line.entry.index)) return;
  recent.set(line.entry.index, line.entry.hash);
  const [oldest] = recent.keys();
  if (recent.size > recentEntries && oldest !== undefined) recent.delete(oldest);
}
