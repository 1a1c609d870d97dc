import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { type Model } from 'mongoose';

import { type ContactRow } from '../../models/contact.ts';
import { type Subject } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type InboundMessage } from '../domain/inbound.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type PersonKey } from '../keys/person-key.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealJson } from '../keys/seal.ts';
import { type ContactCard, seenInWhatsApp } from '../messaging/contact-card.ts';
import { type ContactOutcome, type Contacts } from '../messaging/records.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, sealPlace } from './messaging-log-fields.ts';

interface ContactStoreParts {
  readonly model: Model<ContactRow>;
  readonly blindIndex: BlindIndex;
  readonly personKeys: PersonKeys;
}

type Marks = Partial<Pick<ContactRow, 'profileMark' | 'identityMark'>>;
type Change = (card: ContactCard | null) => ContactCard | null;
interface Changed {
  readonly contactId: string | null;
  readonly outcome: ContactOutcome;
}

/** Times a card is read again when somebody else wrote it meanwhile. */
const maxTries = 5;

/** Keeps contacts in MongoDB, sealed under the person's key. */
export function createContactStore(parts: ContactStoreParts): Contacts {
  const { model, personKeys } = parts;
  // Past mongoose: this is read with every message.
  const rows = model.collection;

  /** `seen`: the row as it was read just now. */
  const change = async (subject: Subject, apply: Change, marks: Marks = {}, seen?: null): Promise<Changed> => {
    const personKey = await personKeys.open(subject.keyId, subject.held);
    // A key that is destroyed means that the person was erased meanwhile: nothing grows back.
    if (personKey === null) return { contactId: null, outcome: 'unchanged' };
    for (let tries = 0; tries < maxTries; tries += 1) {
      const isSeen = seen === null && tries === 0;
      const row = isSeen ? null : await rows.findOne<ContactRow>({ subjectId: subject.subjectId });
      const changed = await write(model, personKey, subject, { row, apply, marks });
      if (changed !== null) return changed;
    }
    throw new OubliError('contact_contended', 'A contact changed too often at once.', { retry: 'yes' });
  };

  return {
    change,
    async read({ subjectId }) {
      const row = await rows.findOne<ContactRow>({ subjectId });
      const personKey = row === null ? null : await personKeys.open(row.keyId);
      return row === null || personKey === null ? null : open(row, personKey);
    },
    async seen(subject, message) {
      const marks = marksOf(parts.blindIndex, subject, message);
      const { subjectId, keyId, held } = subject;
      const row = held?.hasMade(keyId)
        ? null
        : await rows.findOne<Marks & Pick<ContactRow, 'names'>>(
            { subjectId },
            { projection: { _id: 0, profileMark: 1, identityMark: 1, names: 1 } },
          );
      const isNews =
        row?.names.length !== subject.names.length ||
        (marks.profileMark ?? row.profileMark) !== row.profileMark ||
        (marks.identityMark ?? row.identityMark) !== row.identityMark;
      // Of a stranger there is nothing to read again.
      const again = row === null ? null : undefined;
      if (isNews) await change(subject, (card) => seenInWhatsApp(card, message), marks, again);
    },
  };
}

/** Bound to the person, so that a name shared by two people shows nowhere. What a message does not say has no mark. */
function marksOf(
  blindIndex: BlindIndex,
  { subjectId }: Subject,
  { profileName, identityKeyHash }: Pick<InboundMessage, 'profileName' | 'identityKeyHash'>,
): Marks {
  const mark = (kind: string, value: string): string => blindIndex.event(['contact-mark', subjectId, kind, value]);
  return {
    ...(profileName === null ? {} : { profileMark: mark('profile', profileName) }),
    ...(identityKeyHash === null ? {} : { identityMark: mark('identity', identityKeyHash) }),
  };
}

/** `null` when somebody else was faster. */
async function write(
  model: Model<ContactRow>,
  personKey: PersonKey,
  subject: Subject,
  { row, apply, marks }: { readonly row: ContactRow | null; readonly apply: Change; readonly marks: Marks },
): Promise<Changed | null> {
  const card = row === null ? null : open(row, personKey);
  const next = apply(card);
  if (next === null) {
    if (row === null) return { contactId: null, outcome: 'unchanged' };
    const { deletedCount } = await model.deleteOne({ _id: row._id, sealed: row.sealed });
    return deletedCount === 1 ? { contactId: null, outcome: 'updated' } : null;
  }
  const updatedAt = new Date();
  const sealed = sealJson(personKey.key, next, sealPlace(subject, 'contacts'));
  if (row === null) {
    const fresh: ContactRow = {
      _id: randomUUID(),
      ...boundTo(subject),
      sealed,
      ...marks,
      createdAt: updatedAt,
      updatedAt,
    };
    try {
      await model.collection.insertOne(fresh as never);
      return { contactId: fresh._id, outcome: 'created' };
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }
  const isSameCard = isDeepStrictEqual(card, next);
  if (isSameCard && isDeepStrictEqual({ ...row, ...marks, names: [...subject.names] }, row)) {
    return { contactId: row._id, outcome: 'unchanged' };
  }
  const { matchedCount } = await model.updateOne(
    { _id: row._id, sealed: row.sealed },
    { $set: { ...marks, names: [...subject.names], ...(isSameCard ? {} : { sealed, updatedAt }) } },
  );
  if (matchedCount === 0) return null;
  return { contactId: row._id, outcome: isSameCard ? 'unchanged' : 'updated' };
}

/** The seal proves that we wrote it, so its shape is ours. */
function open(row: ContactRow, { key }: PersonKey): ContactCard {
  return openJson(key, row.sealed, sealPlace(row, 'contacts')) as ContactCard;
}
