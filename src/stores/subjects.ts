import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type SubjectRow } from '../../models/subject.ts';
import { type Sighting, type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { allSpellings, isSameName } from '../domain/phone-spellings.ts';
import { type Identifier } from '../domain/subject.ts';
import { whoIsIt, whoMoved } from '../domain/who-is-it.ts';
import { type BlindIndex, type HashScope } from '../keys/blind-index.ts';
import { type HeldKeys } from '../keys/held-keys.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { type NameMoves } from './name-moves.ts';
import { heldBy, openSubject, rowsNamed, sealNames } from './subject-rows.ts';

interface SubjectParts {
  readonly model: Model<SubjectRow>;
  readonly blindIndex: BlindIndex;
  readonly personKeys: PersonKeys;
  readonly moves: NameMoves;
  readonly clock: Clock;
}

/** Times a person is looked at again when somebody else changed them meanwhile. */
const maxTries = 5;

/** Keeps subjects in MongoDB: names sealed under the person's key, found by keyed hash. */
export function createSubjectsStore(parts: SubjectParts): Subjects {
  const { model, personKeys, clock } = parts;

  const find: Subjects['find'] = async (scope, identifiers, held) => {
    if (identifiers.length === 0) return null;
    const { people } = await peopleNamed(parts, scope, identifiers, held);
    const { subjectId } = whoIsIt(identifiers, people);
    return people.find((one) => one.subjectId === subjectId) ?? null;
  };

  return {
    find,
    async byId(subjectId, held) {
      const row = await model.collection.findOne<SubjectRow>({ _id: subjectId as never });
      return row === null ? null : openSubject(personKeys, row, held);
    },
    async isLockedOut(subjectId) {
      const row = await model.collection.findOne(
        { _id: subjectId as never },
        { projection: { _id: 0, isLockedOut: 1 } },
      );
      return row === null ? null : row['isLockedOut'] === true;
    },
    ensure: (scope, shown, held, sighting = {}) =>
      tried(shown, async (names) => {
        const { people } = await peopleNamed(parts, scope, names, held, 'drop');
        const speaker = whoIsIt(names, people);
        if (speaker.lost.length > 0 || speaker.joined.length > 0) {
          held?.letGo();
          await parts.moves.apply(scope, speaker, sighting.lane);
          return null;
        }
        const known = people.find((one) => one.subjectId === speaker.subjectId);
        if (known === undefined) return insert(parts, scope, names, held, sighting);
        const isFree = (one: Identifier): boolean =>
          people.every((other) => other === known || !other.names.includes(parts.blindIndex.name(scope, one)));
        return learn(parts, scope, known, names.filter(isFree), sighting);
      }),
    isNoNews: (subject, shown, sighting) =>
      shown.every((one) => isAmong(subject.identifiers, one)) &&
      newKey(parts, subject, sighting) === null &&
      newlyShared(subject, sighting).length === 0,
    admit: (scope, identifiers) =>
      tried(identifiers, async (names) => {
        const { people } = await peopleNamed(parts, scope, names, undefined, 'drop');
        return people[0] ?? (await insert(parts, scope, names, undefined, {}));
      }),
    async move(scope, { previous, names, lane }) {
      const all = eachOnce([...previous, ...names]);
      for (let attempt = 0; attempt < maxTries; attempt += 1) {
        const { people } = await peopleNamed(parts, scope, all, undefined, 'drop');
        const speaker = whoMoved({ previous, names }, people);
        if (speaker === null) return null;
        const known = people.find((one) => one.subjectId === speaker.subjectId);
        if (known === undefined) return null;
        if (speaker.lost.length > 0 || speaker.joined.length > 0) {
          await parts.moves.apply(scope, speaker, lane);
          continue;
        }
        const isOurs = (one: Identifier): boolean =>
          people.every((other) => other === known || !other.names.includes(parts.blindIndex.name(scope, one)));
        const moved = await moveTo(parts, scope, known, {
          previous: previous.filter(isOurs),
          names: names.filter(isOurs),
        });
        if (moved !== null) return moved;
      }
      throw contended();
    },
    async keyChanged(subjectId) {
      await model.collection.updateOne(
        { _id: subjectId as never },
        { $set: { identityKeyChangedAt: new Date(clock.now()) }, $unset: { identityKey: '' } },
      );
    },
    async spelled(scope, subject, waId) {
      const said: Identifier = { kind: 'phone', value: waId };
      const { identifiers } = subject;
      if (isAmong(identifiers, said) || !identifiers.some((one) => isSameName(one, said))) return;
      // Should the row have changed meanwhile, the next answer says it again.
      await write(parts, scope, { ...subject, identifiers: [...identifiers, said] });
    },
    async lockOut(subjectId, isLockedOut) {
      await model.updateOne({ _id: subjectId }, { $set: { isLockedOut } });
    },
  };
}

/** Everybody who has one of the names. `drop`: rows whose key is gone must not keep a name from who writes today. */
async function peopleNamed(
  { model, blindIndex, personKeys }: SubjectParts,
  scope: HashScope,
  identifiers: readonly Identifier[],
  held: HeldKeys | undefined,
  shredded?: 'drop',
): Promise<{ readonly people: readonly Subject[] }> {
  const rows = await rowsNamed(model, scope.tenantId, blindIndex.names(scope, identifiers));
  // Of two people at most one is ours, and it is not known yet which: then no key is held.
  const under = rows.length === 1 ? held : undefined;
  const people: Subject[] = [];
  for (const row of rows) {
    const one = await openSubject(personKeys, row, under);
    if (one !== null) people.push({ ...one, ...heldBy(held) });
    else if (shredded === 'drop') await model.deleteOne({ _id: row._id });
  }
  return { people };
}

async function tried(
  identifiers: readonly Identifier[],
  attempt: (names: readonly Identifier[]) => Promise<Subject | null>,
): Promise<Subject> {
  if (identifiers.length === 0) throw new OubliError('subject_without_name', 'A person needs at least one name.');
  const names = eachOnce(identifiers);
  for (let tries = 0; tries < maxTries; tries += 1) {
    const subject = await attempt(names);
    if (subject !== null) return subject;
  }
  throw contended();
}

/** `null` when another worker was first with one of the names. */
async function insert(
  parts: SubjectParts,
  scope: HashScope,
  identifiers: readonly Identifier[],
  held: HeldKeys | undefined,
  { identityKeyHash = null, sharedNumber }: Sighting,
): Promise<Subject | null> {
  const { tenantId } = scope;
  const personKey = await parts.personKeys.create(tenantId);
  const names = [...parts.blindIndex.names(scope, identifiers)];
  const { keyId } = personKey;
  const subjectId = randomUUID();
  const createdAt = new Date(parts.clock.now());
  const lostNames: readonly Identifier[] = [];
  const sharedNumbers = sharedNumber === undefined ? [] : [sharedNumber];
  const identityKey = identityKeyHash === null ? null : parts.blindIndex.identityKey(subjectId, identityKeyHash);
  try {
    await parts.model.collection.insertOne({
      _id: subjectId as never,
      tenantId,
      keyId,
      keyIds: [keyId],
      names,
      sealed: sealNames(personKey, { identifiers, sharedNumbers, lostNames }),
      isLockedOut: false,
      createdAt,
      ...(identityKey === null ? {} : { identityKey }),
    });
  } catch (error) {
    await parts.personKeys.destroy([keyId]);
    if (isDuplicateKey(error)) return null;
    throw error;
  }
  held?.keep(personKey);
  return {
    ...{
      subjectId,
      tenantId,
      keyId,
      keyIds: [keyId],
      names,
      identifiers,
      sharedNumbers,
      lostNames,
      isLockedOut: false,
    },
    ...{ firstSeenAt: toInstant(Number(createdAt)), identityChangedAt: null },
    ...{ identityKeyHash: identityKey, identityKeyChangedAt: null },
    ...heldBy(held),
  };
}

/** Adds what is new, a new spelling included, and notes the key. `null` when the row changed underneath. */
async function learn(
  parts: SubjectParts,
  scope: HashScope,
  subject: Subject,
  shown: readonly Identifier[],
  sighting: Sighting,
): Promise<Subject | null> {
  const fresh = shown.filter((one) => !isAmong(subject.identifiers, one));
  const key = newKey(parts, subject, sighting);
  const shared = newlyShared(subject, sighting);
  if (fresh.length === 0 && key === null && shared.length === 0) return subject;
  const hasChanged = key !== null && subject.identityKeyHash !== null;
  return write(parts, scope, {
    ...subject,
    identifiers: [...subject.identifiers, ...fresh],
    sharedNumbers: [...subject.sharedNumbers, ...shared],
    ...(key === null ? {} : { identityKeyHash: key }),
    ...(hasChanged ? { identityKeyChangedAt: toInstant(parts.clock.now()) } : {}),
  });
}

function newlyShared({ sharedNumbers }: Subject, { sharedNumber }: Sighting): readonly string[] {
  return sharedNumber === undefined || sharedNumbers.includes(sharedNumber) ? [] : [sharedNumber];
}

/** The person's key as it may be compared, where it is another than before; else `null`. */
function newKey({ blindIndex }: SubjectParts, subject: Subject, { identityKeyHash = null }: Sighting): string | null {
  const key = identityKeyHash === null ? null : blindIndex.identityKey(subject.subjectId, identityKeyHash);
  return key === subject.identityKeyHash ? null : key;
}

/** The newest names stand last: that is where the person is now. `null` when the row changed underneath. */
async function moveTo(
  parts: SubjectParts,
  scope: HashScope,
  subject: Subject,
  { previous, names }: { readonly previous: readonly Identifier[]; readonly names: readonly Identifier[] },
): Promise<{ readonly subject: Subject; readonly isNews: boolean } | null> {
  const { identifiers } = subject;
  const former = [...identifiers, ...previous.filter((one) => !isAmong(identifiers, one))];
  const next = [...former.filter((one) => !isAmong(names, one)), ...names];
  const isNews = names.some((one) => !isLastOfKind(identifiers, one));
  if (!isNews && former.length === identifiers.length) return { subject, isNews };
  const identityChangedAt = isNews ? toInstant(parts.clock.now()) : subject.identityChangedAt;
  const moved = await write(parts, scope, { ...subject, identifiers: next, identityChangedAt });
  return moved === null ? null : { subject: moved, isNews };
}

async function write(parts: SubjectParts, scope: HashScope, next: Subject): Promise<Subject | null> {
  const { model, blindIndex, personKeys } = parts;
  // Read anew: until a new name stands here, whoever erases may not know that our lane is this person's as well.
  const personKey = await personKeys.open(next.keyId);
  if (personKey === null) return null;
  const fresh = blindIndex.names(scope, allSpellings(next.identifiers)).filter((one) => !next.names.includes(one));
  const names = [...next.names, ...fresh];
  const { identityChangedAt, identityKeyHash, identityKeyChangedAt } = next;
  try {
    const { matchedCount } = await model.updateOne(
      { _id: next.subjectId, names: [...next.names] },
      {
        $set: {
          names,
          sealed: sealNames(personKey, next),
          ...(identityChangedAt === null ? {} : { identityChangedAt: new Date(identityChangedAt) }),
          ...(identityKeyHash === null ? {} : { identityKey: identityKeyHash }),
          ...(identityKeyChangedAt === null ? {} : { identityKeyChangedAt: new Date(identityKeyChangedAt) }),
        },
      },
    );
    return matchedCount === 1 ? { ...next, names } : null;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

function contended(): OubliError {
  return new OubliError('subject_contended', 'A person changed too often at once.', { retry: 'yes' });
}

function isAmong(identifiers: readonly Identifier[], { kind, value }: Identifier): boolean {
  return identifiers.some((one) => one.kind === kind && one.value === value);
}

function isLastOfKind(identifiers: readonly Identifier[], { kind, value }: Identifier): boolean {
  return identifiers.findLast((one) => one.kind === kind)?.value === value;
}

function eachOnce(identifiers: readonly Identifier[]): readonly Identifier[] {
  return identifiers.filter(
    ({ kind, value }, at) => identifiers.findIndex((one) => one.kind === kind && one.value === value) === at,
  );
}
