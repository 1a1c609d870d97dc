import { createHmac, timingSafeEqual } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';
import { hashOf, type LedgerEntry, type LedgerHead } from './ledger-entry.ts';

/** What a line of the journal says. The first is always the `journal`. */
export type JournalLine =
  | { readonly kind: 'journal'; readonly version: 1; readonly journalId: string; readonly formerIds: readonly string[] }
  /** Everything up to here was pruned. */
  | { readonly kind: 'checkpoint'; readonly head: LedgerHead }
  | { readonly kind: 'entry'; readonly entry: LedgerEntry };

/** Writes and reads lines: JSON, a tab, and an HMAC over the journal's id and the JSON. */
export interface JournalLines {
  /** With its line feed. */
  write(journalId: string, line: JournalLine): Buffer;
  /** `null`: it is not one of ours. @param journalId empty for the first line, which says it. */
  read(journalId: string, bytes: Buffer): JournalLine | null;
}

/** @param key 32 bytes, of the keyring's purpose `journal`. */
export function createJournalLines(key: Buffer): JournalLines {
  const macOf = (journalId: string, json: Buffer | string): Buffer =>
    createHmac('sha256', key).update(`oubli-journal-1 ${journalId}\n`).update(json).digest();
  return {
    write(journalId, line) {
      const json = JSON.stringify(line);
      const mac = macOf(line.kind === 'journal' ? '' : journalId, json);
      return Buffer.from(`${json}\t${mac.toString('base64url')}\n`, 'utf8');
    },
    read(journalId, bytes) {
      const tab = bytes.lastIndexOf(0x09);
      if (tab === -1) return null;
      const mac = Buffer.from(bytes.subarray(tab + 1).toString('latin1'), 'base64url');
      const expected = macOf(journalId, bytes.subarray(0, tab));
      if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return null;
      // The HMAC proves that we wrote it, so its shape is ours.
      return JSON.parse(bytes.subarray(0, tab).toString('utf8')) as JournalLine;
    },
  };
}

/** The head after one more line; `null` when the line does not follow. An entry that stands already changes nothing. */
export function follow(head: LedgerHead, line: JournalLine): LedgerHead | null {
  if (line.kind === 'journal') return null;
  if (line.kind === 'checkpoint') return head.index === 0 ? line.head : null;
  const { entry } = line;
  // Two processes may both have written it: the first stands.
  if (entry.index <= head.index) return head;
  const isNext = entry.index === head.index + 1 && entry.prevHash === head.hash && entry.hash === hashOf(entry);
  return isNext ? { index: entry.index, hash: entry.hash } : null;
}

/** @param line from 1; `null` where it is not known. */
export function journalDamaged(line: number | null): OubliError {
  const where = line === null ? 'Its end' : `Line ${String(line)}`;
  return new OubliError(
    'journal_damaged',
    `The journal of erasures (JOURNAL_FILE) is damaged. ${where} is not as it was written, or written under another ` +
      'MASTER_KEY. Put back a good copy of the file. If there is none and no backup was restored since the last start: ' +
      'npm run oubli -- ledger adopt --nothing-was-restored (docs/backups-and-restore.md).',
  );
}
