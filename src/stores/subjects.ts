import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';
import { z } from 'zod';

import { type SubjectRow } from '../../models/subject.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Identifier, identifierKinds, type NameHash } from '../domain/subject.ts';
import { type BlindIndex, type HashScope } from '../keys/blind-index.ts';
import { type HeldKeys } from '../keys/held-keys.ts';
import { type PersonKey } from '../keys/person-key.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealJson, type SealPlace } from '../keys/seal.ts';
import { isDuplicateKey } from './duplicate-key.ts';

const identifierList = z.array(z.object({ kind: z.enum(identifierKinds), value: z.string() }));

interface SubjectParts {
  readonly model: Model<SubjectRow>;
  readonly blindIndex: BlindIndex;
  readonly personKeys: PersonKeys;
}

/** Keeps subjects in MongoDB: names sealed under the person's key, found by keyed hash. */
export function createSubjectsStore(parts: SubjectParts): Subjects {
  const { model, blindIndex, personKeys } = parts;

  const open = async (row: SubjectRow | null, held: HeldKeys | undefined): Promise<Subject | null> => {
    if (row === null) return null;
    const personKey = await personKeys.open(row.keyId, held);
    // A row whose key is gone is the rest of an erasure that was cut off: the person is a stranger already.
    if (personKey === null) return null;
    const identifiers = identifierList.parse(openJson(personKey.key, row.sealed, placeOf(row.tenantId, row.keyId)));
    const { tenantId, keyId, keyIds, names, isLockedOut } = row;
    return { subjectId: row._id, tenantId, keyId, keyIds, names, identifiers, isLockedOut, ...heldBy(held) };
  };

  const find: Subjects['find'] = async (scope, identifiers, held) => {
    if (identifiers.length === 0) return null;
    const names = blindIndex.names(scope, identifiers);
    const rows = await rowsNamed(model, scope, names);
    // The first name that is known decides, in the order given (a BSUID before a phone): never a merge by accident.
    for (const name of names) {
      const subject = await open(rows.find((one) => one.names.includes(name)) ?? null, held);
      if (subject !== null) return subject;
    }
    return null;
  };

  return {
    find,
    byId: async (subjectId, held) =>
      open(await model.collection.findOne<SubjectRow>({ _id: subjectId as never }), held),
    async isLockedOut(subjectId) {
      const row = await model.collection.findOne(
        { _id: subjectId as never },
        { projection: { _id: 0, isLockedOut: 1 } },
      );
      return row === null ? null : row['isLockedOut'] === true;
    },
    async ensure(scope, identifiers, held) {
      if (identifiers.length === 0) throw new OubliError('subject_without_name', 'A person needs at least one name.');
      const wanted = eachOnce(identifiers);
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const known = await find(scope, wanted, held);
        const subject =
          known === null ? await insert(parts, scope, wanted, held) : await addNames(parts, scope, known, wanted);
        if (subject !== null) return subject;
      }
      throw new OubliError('subject_contended', 'A person changed too often at once.', { retry: 'yes' });
    },
    async lockOut(subjectId, isLockedOut) {
      await model.updateOne({ _id: subjectId }, { $set: { isLockedOut } });
    },
  };
}

/** `null` when another worker was first with one of the names. */
async function insert(
  parts: SubjectParts,
  scope: HashScope,
  identifiers: readonly Identifier[],
  held: HeldKeys | undefined,
): Promise<Subject | null> {
  const { tenantId } = scope;
  const personKey = await parts.personKeys.create(tenantId);
  const names = [...parts.blindIndex.names(scope, identifiers)];
  const { keyId } = personKey;
  const subjectId = randomUUID();
  try {
    await parts.model.collection.insertOne({
      _id: subjectId as never,
      tenantId,
      keyId,
      keyIds: [keyId],
      names,
      sealed: sealNames(personKey, identifiers),
      isLockedOut: false,
      createdAt: new Date(),
    });
  } catch (error) {
    await parts.personKeys.destroy([keyId]);
    if (!isDuplicateKey(error)) throw error;
    await dropShredded(parts, await rowsNamed(parts.model, scope, names));
    return null;
  }
  held?.keep(personKey);
  return { subjectId, tenantId, keyId, keyIds: [keyId], names, identifiers, isLockedOut: false, ...heldBy(held) };
}

/** Adds what is new; a name that belongs to somebody else stays theirs. `null` when the row changed underneath. */
async function addNames(
  parts: SubjectParts,
  scope: HashScope,
  subject: Subject,
  identifiers: readonly Identifier[],
): Promise<Subject | null> {
  const { model, blindIndex, personKeys } = parts;
  const fresh = identifiers.filter((one) => !subject.names.includes(blindIndex.name(scope, one)));
  if (fresh.length === 0) return subject;
  const taken = await rowsNamed(model, scope, blindIndex.names(scope, fresh));
  if (await dropShredded(parts, taken)) return null;
  const added = fresh.filter((one) => !taken.some((row) => row.names.includes(blindIndex.name(scope, one))));
  if (added.length === 0) return subject;
  // Read anew: until the new name stands here, whoever erases may not know that our lane is this person's as well.
  const personKey = await personKeys.open(subject.keyId);
  if (personKey === null) return null;
  const merged = [...subject.identifiers, ...added];
  const names = [...subject.names, ...blindIndex.names(scope, added)];
  try {
    const { matchedCount } = await model.updateOne(
      { _id: subject.subjectId, names: [...subject.names] },
      { $set: { names, sealed: sealNames(personKey, merged) } },
    );
    return matchedCount === 1 ? { ...subject, names, identifiers: merged } : null;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

async function rowsNamed(
  model: SubjectParts['model'],
  { tenantId }: HashScope,
  names: readonly NameHash[],
): Promise<readonly SubjectRow[]> {
  // Past mongoose: this is asked with every message.
  return model.collection.find<SubjectRow>({ tenantId, names: { $in: [...names] } }).toArray();
}

/** Removes rows whose key is gone: the rest of an erasure that was cut off must not keep a name from who writes today. */
async function dropShredded({ model, personKeys }: SubjectParts, rows: readonly SubjectRow[]): Promise<boolean> {
  let hasDropped = false;
  for (const { _id, keyId } of rows) {
    if ((await personKeys.open(keyId)) !== null) continue;
    await model.deleteOne({ _id });
    hasDropped = true;
  }
  return hasDropped;
}

function heldBy(held: HeldKeys | undefined): Pick<Subject, 'held'> {
  return held === undefined ? {} : { held };
}

function eachOnce(identifiers: readonly Identifier[]): readonly Identifier[] {
  return identifiers.filter(
    ({ kind, value }, at) => identifiers.findIndex((one) => one.kind === kind && one.value === value) === at,
  );
}

function sealNames({ key, tenantId, keyId }: PersonKey, identifiers: readonly Identifier[]): Buffer {
  return sealJson(key, identifiers, placeOf(tenantId, keyId));
}

function placeOf(tenantId: string, keyId: string): SealPlace {
  return { tenantId, collection: 'subjects', field: 'sealed', keyId };
}
