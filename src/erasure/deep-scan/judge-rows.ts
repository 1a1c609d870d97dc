import { identitySetOf, type Subjects } from '../../conversation/subjects.ts';
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
  readonly subjects: Pick<Subjects, 'byId' | 'find'>;
  readonly blindIndex: Pick<BlindIndex, 'name'>;
}

/** What undoes an erasure. */
export type Return =
  /** Somebody who came back: everything of theirs goes. */
  | { readonly kind: 'person'; readonly person: IdentitySet }
  /** A document from before, of somebody who has written anew since: it goes alone. */
  | { readonly kind: 'row'; readonly id: string };

interface Burial {
  readonly identifier: Identifier;
  readonly tombstone: Tombstone;
}

/**
 * What of some rows of one tenant undoes an erasure that is done. Two things do, both older than it: a person all of whose names
 * were erased, and a document that bears the hash of an erased name, says it, and belongs to nobody who is there.
 *
 * Careful on purpose, since what follows cannot be undone: whoever has any other name is somebody else (numbers are given to new
 * people), or has shown themselves since. What other people wrote about somebody is theirs.
 */
export async function judgeRows(
  parts: JudgeParts,
  scope: HashScope,
  rows: readonly ScannedRow[],
): Promise<readonly Return[]> {
  const named = rows.map((row) => ({ row, identifiers: row.text === '' ? [] : findIdentifiers(row.text) }));
  const buried = await parts.tombstones.among(scope, eachOnce(named.flatMap(({ identifiers }) => identifiers)));
  const returns = new Map<string, Return>();
  for (const { row, identifiers } of named) {
    const hits = buried.filter(
      ({ identifier, tombstone }) =>
        row.at <= tombstone.erasedAt && tombstone.doneAt !== null && isAmong(identifiers, identifier),
    );
    const found = hits.length === 0 ? null : await judge(parts, scope, row, hits);
    if (found !== null) returns.set(found.kind === 'row' ? found.id : found.person.subjectId, found);
  }
  return [...returns.values()];
}

async function judge(
  { subjects, blindIndex }: JudgeParts,
  scope: HashScope,
  row: ScannedRow,
  hits: readonly Burial[],
): Promise<Return | null> {
  const erased = hits.map(({ identifier }) => identifier);
  const subject = await subjects.byId(row.subjectId);
  if (subject !== null) {
    const { identifiers } = subject;
    // Whoever lost every name to others is not erased with those.
    const isErased = identifiers.length > 0 && identifiers.every((one) => isAmong(erased, one));
    const isWholly = row.id === subject.subjectId && isErased;
    return isWholly ? { kind: 'person', person: identitySetOf(subject) } : null;
  }
  const own = erased.filter((one) => row.names.includes(blindIndex.name(scope, one)));
  if (own.length === 0) return null;
  if ((await subjects.find(scope, own)) !== null) return { kind: 'row', id: row.id };
  const { tenantId, subjectId, keyIds } = row;
  const hashes = own.map((one) => blindIndex.name(scope, one));
  return { kind: 'person', person: { tenantId, subjectId, keyIds, hashes, identifiers: own } };
}

function isAmong(identifiers: readonly Identifier[], { kind, value }: Identifier): boolean {
  return identifiers.some((one) => one.kind === kind && one.value === value);
}

function eachOnce(identifiers: readonly Identifier[]): readonly Identifier[] {
  return [...new Map(identifiers.map((one) => [`${one.kind}:${one.value}`, one])).values()];
}
