import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type SubjectRow } from '../../models/subject.ts';
import { type MovedPerson, type Sighting, type Subject } from '../conversation/subjects.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type Identifier } from '../domain/subject.ts';
import { type BlindIndex, type HashScope } from '../keys/blind-index.ts';
import { type HeldKeys } from '../keys/held-keys.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { leaveToErasure } from './leave-to-erasure.ts';
import { heldBy, sealNames } from './subject-rows.ts';

/** What writing a person's row needs. */
export interface SubjectWriteParts {
  readonly model: Model<SubjectRow>;
  readonly blindIndex: BlindIndex;
  readonly personKeys: PersonKeys;
  readonly clock: Clock;
}

/** `null` when another worker was first with one of the names. */
export async function insertSubject(
  parts: SubjectWriteParts,
  scope: HashScope,
  identifiers: readonly Identifier[],
  held: HeldKeys | undefined,
  { identityKeyHash = null, sharedNumber, isUnheard }: Sighting & { readonly isUnheard?: true },
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
      ...(isUnheard === undefined ? {} : { isUnheard }),
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

/** Adds what is new, a new spelling included, and notes the key, and the first own message of somebody known before. `null` when the row changed underneath. */
export async function learn(
  parts: SubjectWriteParts,
  scope: HashScope,
  subject: Subject,
  shown: readonly Identifier[],
  sighting: Sighting,
): Promise<Subject | null> {
  const fresh = shown.filter((one) => !isAmong(subject.identifiers, one));
  const key = newKey(parts, subject, sighting);
  const shared = newlyShared(subject, sighting);
  if (fresh.length === 0 && key === null && shared.length === 0 && subject.isUnheard !== true) return subject;
  const identifiers = [...subject.identifiers, ...fresh];
  if (fresh.length > 0) await leaveToErasure(parts, scope, identifiers);
  const hasChanged = key !== null && subject.identityKeyHash !== null;
  const { isUnheard, ...known } = subject;
  const isFirst = isUnheard === true;
  return writeSubject(
    parts,
    scope,
    {
      ...known,
      identifiers,
      sharedNumbers: [...subject.sharedNumbers, ...shared],
      ...(key === null ? {} : { identityKeyHash: key }),
      ...(hasChanged ? { identityKeyChangedAt: toInstant(parts.clock.now()) } : {}),
    },
    isFirst,
  );
}

function newlyShared({ sharedNumbers }: Subject, { sharedNumber }: Sighting): readonly string[] {
  return sharedNumber === undefined || sharedNumbers.includes(sharedNumber) ? [] : [sharedNumber];
}

/** True when a message with these names and this key says nothing that is not known. */
export function isNoNews(
  parts: Pick<SubjectWriteParts, 'blindIndex'>,
  subject: Subject,
  shown: readonly Identifier[],
  sighting: Sighting,
): boolean {
  return (
    subject.isUnheard !== true &&
    shown.every((one) => isAmong(subject.identifiers, one)) &&
    newKey(parts, subject, sighting) === null &&
    newlyShared(subject, sighting).length === 0
  );
}

/** The person's key as it may be compared, where it is another than before; else `null`. */
function newKey(
  { blindIndex }: Pick<SubjectWriteParts, 'blindIndex'>,
  subject: Subject,
  { identityKeyHash = null }: Sighting,
): string | null {
  const key = identityKeyHash === null ? null : blindIndex.identityKey(subject.subjectId, identityKeyHash);
  return key === subject.identityKeyHash ? null : key;
}

/** The newest names stand last: that is where the person is now. `null` when the row changed underneath. */
export async function moveTo(
  parts: SubjectWriteParts,
  scope: HashScope,
  subject: Subject,
  { previous, names }: { readonly previous: readonly Identifier[]; readonly names: readonly Identifier[] },
): Promise<MovedPerson | null> {
  const { identifiers } = subject;
  const former = [...identifiers, ...previous.filter((one) => !isAmong(identifiers, one))];
  const next = [...former.filter((one) => !isAmong(names, one)), ...names];
  const isNews = names.some((one) => !isLastOfKind(identifiers, one));
  if (!isNews && former.length === identifiers.length) return { subject, isNews };
  await leaveToErasure(parts, scope, next);
  const identityChangedAt = isNews ? toInstant(parts.clock.now()) : subject.identityChangedAt;
  const moved = await writeSubject(parts, scope, { ...subject, identifiers: next, identityChangedAt });
  return moved === null ? null : { subject: moved, isNews };
}

/** Writes a person as they are now, if nobody was faster. */
export async function writeSubject(
  parts: SubjectWriteParts,
  scope: HashScope,
  next: Subject,
  isFirstHeard = false,
): Promise<Subject | null> {
  const { model, blindIndex, personKeys, clock } = parts;
  // Read anew: until a new name stands here, whoever erases may not know that our lane is this person's as well.
  const personKey = await personKeys.open(next.keyId);
  if (personKey === null) return null;
  const fresh = blindIndex.names(scope, next.identifiers).filter((one) => !next.names.includes(one));
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
          ...(isFirstHeard ? { firstSeenAt: new Date(clock.now()) } : {}),
        },
        ...(isFirstHeard ? { $unset: { isUnheard: '' } } : {}),
      },
    );
    return matchedCount === 1 ? { ...next, names } : null;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/** Written in this very way. */
export function isAmong(identifiers: readonly Identifier[], { kind, value }: Identifier): boolean {
  return identifiers.some((one) => one.kind === kind && one.value === value);
}

function isLastOfKind(identifiers: readonly Identifier[], { kind, value }: Identifier): boolean {
  return identifiers.findLast((one) => one.kind === kind)?.value === value;
}
