import { type Instant } from '../domain/instant.ts';
import { type Identifier, type IdentitySet, type NameHash } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { type HeldKeys } from '../keys/held-keys.ts';

/** One person at one tenant, as stored: names sealed, found by keyed hash. */
export interface Subject {
  readonly subjectId: string;
  readonly tenantId: string;
  /** The key that seals what is written now. */
  readonly keyId: string;
  /** All keys under which something of this person may stand. */
  readonly keyIds: readonly string[];
  readonly names: readonly NameHash[];
  /** In the order in which they became known: the last of a kind is where the person is now. */
  readonly identifiers: readonly Identifier[];
  /** Those of their numbers that WhatsApp hid and they shared by our button. */
  readonly sharedNumbers: readonly string[];
  /** What was theirs and is somebody else's today. History: never an address, never asked for. */
  readonly lostNames: readonly Identifier[];
  /** True from the verified request on: no marketing, no export, no staff view. */
  readonly isLockedOut: boolean;
  readonly firstSeenAt: Instant;
  /** Known by import or the API alone: they have not written yet. */
  readonly isUnheard?: true;
  /** When number or id last changed, or the number went to somebody else; `null`: never, as far as we were told. */
  readonly identityChangedAt: Instant | null;
  /** Keyed hash of Meta's `identity_key_hash`; `null`: no baseline, which means unknown and not unchanged. */
  readonly identityKeyHash: string | null;
  /** When that key last changed; `null`: never seen to. */
  readonly identityKeyChangedAt: Instant | null;
  /** Found under the lease of a lane: what is written about them there opens their key once. */
  readonly held?: HeldKeys;
}

/** What a signed message says of its sender beside their names. */
export interface Sighting {
  /** Meta's hash of the sender's key, as it came. */
  readonly identityKeyHash?: string | null;
  /** A number that this very message shares by our own button, if any. */
  readonly sharedNumber?: string;
  /** The lane whose lease the caller holds. */
  readonly lane?: string;
}

/** What became of whoever a signed system event is about. */
export interface MovedPerson {
  readonly subject: Subject;
  /** False: all of it was known before. */
  readonly isNews: boolean;
}

/** Finds and makes subjects. Who is who is decided by src/domain/who-is-it.ts. */
export interface Subjects {
  /** Whoever the names mean together; `null` for a stranger. Never creates, never joins. */
  find(scope: HashScope, identifiers: readonly Identifier[], held?: HeldKeys): Promise<Subject | null>;
  byId(subjectId: string, held?: HeldKeys): Promise<Subject | null>;
  /** As it stands now, of somebody who was found before; `null` when they are gone. Opens no key. */
  isLockedOut(subjectId: string): Promise<boolean | null>;
  /**
   * Finds or creates, adds names not seen before, and parts people whose names stopped agreeing. Call it only with names from
   * *signed sender fields*, never with those of a status, echo, history or import (poisoning).
   * @throws OubliError `identity_busy`: a name is of somebody else who has their turn just now, or is being erased. Try again.
   */
  ensure(scope: HashScope, shown: readonly Identifier[], held?: HeldKeys, sighting?: Sighting): Promise<Subject>;
  /** True when a message with these names and this key would teach {@link ensure} nothing. Asks nobody. */
  isNoNews(subject: Subject, shown: readonly Identifier[], sighting: Sighting): boolean;
  /** Finds or creates by names that prove nothing: a person who is known learns none, and nobody loses one. */
  admit(scope: HashScope, identifiers: readonly Identifier[]): Promise<Subject>;
  /** What a signed `system` event says of whoever had the previous names; `null`: of nobody who is known. */
  move(
    scope: HashScope,
    change: { readonly previous: readonly Identifier[]; readonly names: readonly Identifier[]; readonly lane?: string },
  ): Promise<MovedPerson | null>;
  /** Meta says that the person's key is another (error 137000, `customer_identity_changed`). The baseline is void. */
  keyChanged(subjectId: string): Promise<void>;
  /**
   * Meta's answer to a send of our own spells the number: that is where the person is. Another spelling of a number of theirs
   * is learned; any other number is not, whoever says so.
   */
  spelled(scope: HashScope, subject: Subject, waId: string): Promise<void>;
  lockOut(subjectId: string, isLockedOut: boolean): Promise<void>;
}

/** Everything by which the person can be found, for erasers and scans. */
export function identitySetOf(subject: Subject): IdentitySet {
  return {
    tenantId: subject.tenantId,
    subjectId: subject.subjectId,
    keyIds: subject.keyIds,
    hashes: subject.names,
    identifiers: subject.identifiers,
  };
}
