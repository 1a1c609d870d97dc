import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { OubliError } from '../domain/errors.ts';
import { type AuditStore } from '../proof/audit-store.ts';
import { payloadOf } from '../proof/jws.ts';
import { type EarlierHead, type LogFault, verifyLog } from '../proof/verify-log.ts';
import { type Output } from './output.ts';

const head = z.object({ size: z.number().int().nonnegative(), root: z.string() });
/** A tree head says it at the top, a receipt under `log`. */
const payload = z.union([head, z.object({ log: head }).transform((receipt) => receipt.log)]);

const sentences: Readonly<Record<LogFault['what'], (where: string) => string>> = {
  edited: (where) => `${where} was edited: it is not what its hash says.`,
  missing: (where) => `${where} is missing.`,
  added: (where) => `${where} was added behind the end of the log.`,
  cut: (where) => `${where} was cut off: the log was longer.`,
  changed: (where) => `${where} was changed together with its hash.`,
  rewritten: (where) => `${where} was written anew: the log fits together and is not the one that was there.`,
};

/**
 * Reads the whole log, holds heads from outside against it, and names the first bad entry.
 * @param path the auditor's own file: it is believed as it is, signatures are for `oubli verify`.
 * @returns whether every line of the file could be read. @throws OubliError `audit_broken`, `heads_unreadable`.
 */
export async function runAuditVerify(
  output: Output,
  store: Pick<AuditStore, 'head' | 'entries' | 'nodes'>,
  path: string | null,
): Promise<boolean> {
  const { heads, badLines } = path === null ? { heads: [], badLines: [] } : await readHeads(path);
  for (const line of badLines) {
    output.complaint(`Line ${line} of the file is neither a signed head nor a receipt. It was left out.`);
  }
  const { size, root, headsCompared, fault } = await verifyLog(store, heads);
  if (fault !== null) throw new OubliError('audit_broken', sentences[fault.what](whereOf(fault)));
  output.line(`The log is well: ${size} entries, root ${root}.`);
  output.line(
    headsCompared === 0
      ? 'No head from outside was held against it: that it was not written anew throughout is not shown (--head).'
      : `It begins with each of the ${headsCompared} heads that were kept outside.`,
  );
  return badLines.length === 0;
}

/** A line that was cut off by a crash takes none of the others with it. Lines are counted from 1. */
async function readHeads(
  path: string,
): Promise<{ readonly heads: readonly EarlierHead[]; readonly badLines: readonly number[] }> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw new OubliError('heads_unreadable', 'The file with the heads cannot be read.');
  const heads: EarlierHead[] = [];
  const badLines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parsed = payload.safeParse(tryPayload(line.trim()));
    if (parsed.success) heads.push(parsed.data);
    else badLines.push(index + 1);
  }
  return { heads, badLines };
}

function tryPayload(line: string): unknown {
  try {
    return payloadOf(line);
  } catch {
    return null;
  }
}

function whereOf({ from, to }: LogFault): string {
  return to - from === 1 ? `Entry ${from}` : `Something from entry ${from} to entry ${to - 1}`;
}
