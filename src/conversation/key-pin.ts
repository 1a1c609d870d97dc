import { type BlindIndex } from '../keys/blind-index.ts';
import { type Subject } from './subjects.ts';

/**
 * Meta's `identity_key_hash` of somebody, to be sent along with what must reach them alone: it refuses when the key is another now
 * (137000; cloud-api.md 4.5). `null`: none is known that is surely the last that was seen, and the message goes without.
 */
export type KeyPin = (subject: Subject) => Promise<string | null>;

/** Where the hash rests: sealed under the person's key, in their card, and erased with it. */
export interface SealedCards {
  read(subject: Subject): Promise<{ readonly identityKeyHash: string | null } | null>;
}

/**
 * Makes the pin out of the card and the baseline: the card is written beside the answer, so that it may be behind by a message; the
 * baseline, which holds no more than a keyed hash, says whether it is. After 137000 there is no baseline, and so no pin.
 */
export function createKeyPin({
  contacts,
  blindIndex,
}: {
  readonly contacts: SealedCards;
  readonly blindIndex: Pick<BlindIndex, 'identityKey'>;
}): KeyPin {
  return async (subject) => {
    if (subject.identityKeyHash === null) return null;
    const known = (await contacts.read(subject))?.identityKeyHash ?? null;
    const isLast = known !== null && blindIndex.identityKey(subject.subjectId, known) === subject.identityKeyHash;
    return isLast ? known : null;
  };
}
