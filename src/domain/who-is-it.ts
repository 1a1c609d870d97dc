import { type Identifier } from './subject.ts';
import { isSameName } from './phone-spellings.ts';

/** Somebody who is known at a tenant, as far as telling people apart needs it. Their names stand in the order learned. */
export interface KnownPerson {
  readonly subjectId: string;
  readonly identifiers: readonly Identifier[];
}

/** A name that is somebody else's from now on. */
export interface LostName {
  readonly subjectId: string;
  readonly identifier: Identifier;
}

/** Who speaks. */
export interface Speaker {
  /** `null`: somebody new. */
  readonly subjectId: string | null;
  /** Names that others must give up: WhatsApp gave them to the speaker. */
  readonly lost: readonly LostName[];
  /** Ids of others who turn out to be the speaker, known until now by a name that is theirs. */
  readonly joined: readonly string[];
}

/**
 * Decides who it is that shows some names in the *signed sender fields* of a message. Never ask it with the names of a status,
 * echo, history, preference, address book or import: what others say of somebody joins nothing (privacy.md 8.7 number 3).
 *
 * | shown by the sender   | on record                                | it is                                          |
 * | --------------------- | ---------------------------------------- | ---------------------------------------------- |
 * | any                   | nobody                                   | somebody new                                   |
 * | BSUID                 | its person                               | that person                                    |
 * | BSUID and number      | the BSUID's person; the number nobody's  | that person; the number is their newest        |
 * | BSUID and number      | both: somebody known by number alone     | the BSUID's person, who was both all the time  |
 * | BSUID and number      | both: the number's has another BSUID     | the BSUID's person; the number moves to them   |
 * | new BSUID and number  | the number's person has no BSUID         | that person: it is their first                 |
 * | new BSUID and number  | the number's person has another BSUID    | SOMEBODY NEW: the number was given to them     |
 * | number alone          | its person                               | that person                                    |
 * | parent BSUID alone    | its person                               | that person; beside others it decides nothing  |
 *
 * Why: a BSUID is one user's in one portfolio and is given to nobody else; a number is given on. A changed BSUID is told by
 * `user_changed_user_id` ({@link whoMoved}): without that, another BSUID on a known number is another person.
 * Source: Meta, Business-scoped user IDs, 29 June 2026 (cloud-api.md 3.2, 3.8); privacy.md 7 A.
 */
export function whoIsIt(shown: readonly Identifier[], known: readonly KnownPerson[]): Speaker {
  const hasBsuid = shown.some(isBsuid);
  const phones = shown.filter(({ kind }) => kind === 'phone');
  const person =
    ownerOfOne(shown.filter(isBsuid), known) ??
    phones
      .map((one) => ownerOf(one, known))
      .find((one) => one !== null && !(hasBsuid && one.identifiers.some(isBsuid))) ??
    (hasBsuid || phones.length > 0 ? null : ownerOfOne(shown, known));
  // Without a BSUID nothing says whose a second number is: what belongs to somebody stays theirs.
  const others = hasBsuid ? phones.map((identifier) => ({ identifier, owner: ownerOf(identifier, known) })) : [];
  const lost: LostName[] = [];
  const joined = new Set<string>();
  for (const { identifier, owner } of others) {
    if (owner === null || owner === person) continue;
    if (owner.identifiers.some(isBsuid)) lost.push({ subjectId: owner.subjectId, identifier });
    else joined.add(owner.subjectId);
  }
  return { subjectId: person?.subjectId ?? null, lost, joined: [...joined] };
}

/**
 * Decides whom a signed `system` event is about (`user_changed_number`, `user_changed_user_id`): whoever had the previous names
 * has the new ones from now on. `null`: nobody who is known; such an event makes no contact.
 *
 * A new name that somebody else holds: who is known by nothing but the event's own names, its new BSUID among them, is the
 * same person, who wrote before the event came in. Everybody else keeps what they have, and the name alone moves: a new
 * number may have been somebody's before, whose data is not this person's.
 */
export function whoMoved(
  change: { readonly previous: readonly Identifier[]; readonly names: readonly Identifier[] },
  known: readonly KnownPerson[],
): (Speaker & { readonly subjectId: string }) | null {
  const { subjectId } = whoIsIt(change.previous, known);
  if (subjectId === null) return null;
  const lost: LostName[] = [];
  const joined = new Set<string>();
  for (const identifier of change.names) {
    const owner = ownerOf(identifier, known);
    if (owner === null || owner.subjectId === subjectId || identifier.kind === 'parent_bsuid') continue;
    const isNobodyElse =
      owner.identifiers.some(isBsuid) &&
      owner.identifiers.every((one) => change.names.some((name) => isSameName(name, one)));
    if (isNobodyElse) joined.add(owner.subjectId);
    else lost.push({ subjectId: owner.subjectId, identifier });
  }
  return { subjectId, lost, joined: [...joined] };
}

function isBsuid({ kind }: Identifier): boolean {
  return kind === 'bsuid';
}

function ownerOf(identifier: Identifier, known: readonly KnownPerson[]): KnownPerson | null {
  return known.find(({ identifiers }) => identifiers.some((one) => isSameName(one, identifier))) ?? null;
}

function ownerOfOne(identifiers: readonly Identifier[], known: readonly KnownPerson[]): KnownPerson | null {
  for (const one of identifiers) {
    const owner = ownerOf(one, known);
    if (owner !== null) return owner;
  }
  return null;
}
