import { type ClientSession, type Model } from 'mongoose';
import { z } from 'zod';

import { type SubjectRow } from '../../models/subject.ts';
import { type Subject } from '../conversation/subjects.ts';
import { toInstant } from '../domain/instant.ts';
import { type Identifier, identifierKinds, type NameHash } from '../domain/subject.ts';
import { type HeldKeys } from '../keys/held-keys.ts';
import { type PersonKey } from '../keys/person-key.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealJson, type SealPlace } from '../keys/seal.ts';

const sealedNames = z.array(
  z.object({
    kind: z.enum(identifierKinds),
    value: z.string(),
    isLost: z.boolean().optional(),
    isShared: z.boolean().optional(),
  }),
);

/** Opens a row. `null` when its key is gone: the rest of an erasure that was cut off; the person is a stranger already. */
export async function openSubject(
  personKeys: Pick<PersonKeys, 'open'>,
  row: SubjectRow,
  held?: HeldKeys,
): Promise<Subject | null> {
  const personKey = await personKeys.open(row.keyId, held);
  if (personKey === null) return null;
  const all = sealedNames.parse(openJson(personKey.key, row.sealed, placeOf(row)));
  const plain = ({ kind, value }: Identifier): Identifier => ({ kind, value });
  const { tenantId, keyId, keyIds, names, isLockedOut } = row;
  return {
    ...{ subjectId: row._id, tenantId, keyId, keyIds, names, isLockedOut },
    identifiers: all.filter(({ isLost }) => isLost !== true).map(plain),
    sharedNumbers: all.filter(({ isShared }) => isShared === true).map(({ value }) => value),
    lostNames: all.filter(({ isLost }) => isLost === true).map(plain),
    firstSeenAt: toInstant(Number(row.createdAt)),
    ...(row.isUnheard === true ? { isUnheard: true } : {}),
    identityChangedAt: instantOf(row.identityChangedAt),
    identityKeyHash: row.identityKey ?? null,
    identityKeyChangedAt: instantOf(row.identityKeyChangedAt),
    ...heldBy(held),
  };
}

/** The people who have one of these names. */
export function rowsNamed(
  model: Model<SubjectRow>,
  tenantId: string,
  names: readonly NameHash[],
  session?: ClientSession,
): Promise<SubjectRow[]> {
  // Past mongoose: this is asked with every message.
  const options = session === undefined ? {} : { session };
  return model.collection.find<SubjectRow>({ tenantId, names: { $in: [...names] } }, options).toArray();
}

/** The names of a person as they rest. */
export function sealNames(
  personKey: PersonKey,
  { identifiers, sharedNumbers, lostNames }: Pick<Subject, 'identifiers' | 'sharedNumbers' | 'lostNames'>,
): Buffer {
  const lost = lostNames.map((one) => ({ ...one, isLost: true }));
  const theirs = identifiers.map((one) =>
    one.kind === 'phone' && sharedNumbers.includes(one.value) ? { ...one, isShared: true } : one,
  );
  return sealJson(personKey.key, [...theirs, ...lost], placeOf(personKey));
}

export function heldBy(held: HeldKeys | undefined): Pick<Subject, 'held'> {
  return held === undefined ? {} : { held };
}

function instantOf(date: Date | undefined): string | null {
  return date === undefined ? null : toInstant(Number(date));
}

function placeOf({ tenantId, keyId }: Pick<PersonKey, 'tenantId' | 'keyId'>): SealPlace {
  return { tenantId, collection: 'subjects', field: 'sealed', keyId };
}
