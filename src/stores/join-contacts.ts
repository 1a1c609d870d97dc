import { type ClientSession, type Connection } from 'mongoose';

import { type ContactRow } from '../../models/contact.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type PersonKey } from '../keys/person-key.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealJson } from '../keys/seal.ts';
import { type ContactCard, joinCards } from '../messaging/contact-card.ts';
import { isNotKept, sealPlace } from './messaging-log-fields.ts';

/** Makes one card of the two of somebody who turned out to be one person, sealed under the key that stays. */
export async function joinContacts(
  connection: Connection,
  personKeys: Pick<PersonKeys, 'open'>,
  { from, target }: { readonly from: Subject; readonly target: Subject },
  session: ClientSession,
): Promise<void> {
  const rows = connection.collection<ContactRow>('contacts');
  const cardOf = ({ subjectId }: Subject) => rows.findOne({ subjectId, ...isNotKept }, { session });
  const [theirs, own] = [await cardOf(from), await cardOf(target)];
  if (theirs === null) return;
  const [oldKey, key] = [await personKeys.open(theirs.keyId), await personKeys.open(target.keyId)];
  if (oldKey === null || key === null) return;
  const older = open(theirs, oldKey);
  const card = own === null ? older : joinCards(open(own, key), older);
  const { subjectId, keyId } = target;
  const names = [...new Set([...from.names, ...target.names])];
  const sealed = sealJson(key.key, card, sealPlace(target, 'contacts'));
  if (own !== null) await rows.deleteOne({ _id: theirs._id }, { session });
  // The marks are bound to whoever the card was of: what they stand for is read again with the next message.
  await rows.updateOne(
    { _id: own?._id ?? theirs._id },
    { $set: { subjectId, keyId, names, sealed, updatedAt: new Date() }, $unset: { profileMark: '', identityMark: '' } },
    { session },
  );
}

/** The seal proves that we wrote it, so its shape is ours. */
function open(row: ContactRow, { key }: PersonKey): ContactCard {
  return openJson(key, row.sealed, sealPlace(row, 'contacts')) as ContactCard;
}
