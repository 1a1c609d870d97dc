import { type Subject, type Subjects } from '../../conversation/subjects.ts';
import { type Tombstone } from '../../conversation/tombstones.ts';
import { type Identifier, type IdentitySet } from '../../domain/subject.ts';
import { type BlindIndex, type HashScope } from '../../keys/blind-index.ts';
import { findIdentifiers } from './find-identifiers.ts';
import { type ScannedRow } from './scan-source.ts';

/** Looks many names up among tombstones at once. Implemented by src/stores/tombstones.ts. */
export interface TombstoneReader {
  /** Those of the names that were erased, each with its tombstone. One query. */
  among(
    scope: HashScope,
    identifiers: readonly Identifier[],
  ): Promise<readonly { readonly identifier: Identifier; readonly tombstone: Tombstone }[]>;
}

interface JudgeParts {
  readonly tombstones: TombstoneReader;
  readonly subjects: Pick<Subjects, 'byId'>;
  readonly blindIndex: Pick<BlindIndex, 'name'>;
}

/**
 * Whose erasure some rows of one tenant undo: everybody whose own row is older than their erasure, and everybody named in a row
 * as old that belongs to nobody who is there. What other people wrote about somebody is theirs, and stays; so does whoever has
 * begun anew since.
 */
export async function judgeRows(
  { tombstones, subjects, blindIndex }: JudgeParts,
  scope: HashScope,
  rows: readonly ScannedRow[],
): Promise<readonly IdentitySet[]> {
  const named = rows.map((row) => ({ row, identifiers: row.text === '' ? [] : findIdentifiers(row.text) }));
  const buried = await tombstones.among(scope, eachOnce(named.flatMap(({ identifiers }) => identifiers)));
  if (buried.length === 0) return [];
  const found = new Map<string, IdentitySet>();
  for (const { row, identifiers } of named) {
    const hits = buried.filter(
      ({ identifier, tombstone }) =>
        row.at <= tombstone.erasedAt && tombstone.doneAt !== null && isAmong(identifiers, identifier),
    );
    if (hits.length === 0) continue;
    const subject = await subjects.byId(row.subjectId);
    if (subject !== null && row.id !== subject.subjectId) continue;
    const own = hits.map(({ identifier }) => identifier);
    found.set(row.subjectId, identityOf(blindIndex, scope, { row, subject, own }));
  }
  return [...found.values()];
}

function identityOf(
  blindIndex: JudgeParts['blindIndex'],
  scope: HashScope,
  {
    row,
    subject,
    own,
  }: { readonly row: ScannedRow; readonly subject: Subject | null; readonly own: readonly Identifier[] },
): IdentitySet {
  const hashes = own.map((one) => blindIndex.name(scope, one));
  return {
    tenantId: row.tenantId,
    subjectId: row.subjectId,
    keyIds: [...new Set([...row.keyIds, ...(subject?.keyIds ?? [])])],
    hashes: [...new Set([...row.names, ...(subject?.names ?? []), ...hashes])],
    identifiers: eachOnce([...(subject?.identifiers ?? []), ...own]),
  };
}

function isAmong(identifiers: readonly Identifier[], { kind, value }: Identifier): boolean {
  return identifiers.some((one) => one.kind === kind && one.value === value);
}

function eachOnce(identifiers: readonly Identifier[]): readonly Identifier[] {
  return [...new Map(identifiers.map((one) => [`${one.kind}:${one.value}`, one])).values()];
}
