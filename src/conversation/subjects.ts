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
  readonly identifiers: readonly Identifier[];
  /** True from the verified request on: no marketing, no export, no staff view. */
  readonly isLockedOut: boolean;
  /** Found under the lease of a lane: what is written about them there opens their key once. */
  readonly held?: HeldKeys;
}

/** Finds and makes subjects. */
export interface Subjects {
  /** By any of the names; `null` for a stranger. Never creates. */
  find(scope: HashScope, identifiers: readonly Identifier[], held?: HeldKeys): Promise<Subject | null>;
  byId(subjectId: string, held?: HeldKeys): Promise<Subject | null>;
  /** As it stands now, of somebody who was found before; `null` when they are gone. Opens no key. */
  isLockedOut(subjectId: string): Promise<boolean | null>;
  /**
   * Finds or creates, and adds names not seen before. Call it only with names from *signed sender fields*, never with
   * those of a status, echo, history or import that meets an existing person (poisoning).
   */
  ensure(scope: HashScope, identifiers: readonly Identifier[], held?: HeldKeys): Promise<Subject>;
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
