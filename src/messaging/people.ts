import { namedPeople } from '../conversation/named-people.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Identifier } from '../domain/subject.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type LockOuts } from './lock-outs.ts';
import { type Suppressions } from './suppressions.ts';

/** Whom some names mean, when they come from an unproven place (an import, an address book, the business's own system). */
export type Whom =
  | { readonly name: 'known'; readonly subject: Subject }
  | { readonly name: 'stranger' }
  /** Their erasure is on its way: nothing about them is written. */
  | { readonly name: 'locked-out' }
  /** Was erased, and is not put in again. `subject`: they have written anew since, and may be answered. */
  | { readonly name: 'suppressed'; readonly subject: Subject | null }
  /** The names belong to two people. They stay two: who is who, only the people themselves may say (poisoning). */
  | { readonly name: 'conflict' };

/** Finds people by unproven names. Names are never added to somebody who exists, and two people never become one. */
export interface People {
  whom(tenant: Tenant, identifiers: readonly Identifier[]): Promise<Whom>;
  /**
   * The person, made when they are a stranger.
   * @throws OubliError `subject_locked_out`, `subject_suppressed`, `identity_conflict`.
   */
  admit(tenant: Tenant, identifiers: readonly Identifier[]): Promise<Subject>;
}

export function createPeople({
  subjects,
  lockOuts,
  suppressions,
}: {
  readonly subjects: Subjects;
  readonly lockOuts: LockOuts;
  readonly suppressions: Pick<Suppressions, 'isSuppressed'>;
}): People {
  const whom = async (tenant: Tenant, identifiers: readonly Identifier[]): Promise<Whom> => {
    const [isLockedOut, known] = await Promise.all([
      lockOuts.isLockedOut(tenant, identifiers),
      namedPeople(subjects, tenant, identifiers),
    ]);
    if (isLockedOut || known.some((one) => one.isLockedOut)) return { name: 'locked-out' };
    // By the person's other names as well: who writes anew under a new id is still whoever was erased under the number.
    const names = [...identifiers, ...known.flatMap((one) => one.identifiers)];
    const isSuppressed = await suppressions.isSuppressed(tenant, names);
    const [subject, another] = known;
    if (subject === undefined) return isSuppressed ? { name: 'suppressed', subject: null } : { name: 'stranger' };
    if (another !== undefined) return { name: 'conflict' };
    return { name: isSuppressed ? 'suppressed' : 'known', subject };
  };
  return {
    whom,
    async admit(tenant, identifiers) {
      const found = subjectOf(await whom(tenant, identifiers));
      return found ?? subjects.admit(tenant, identifiers);
    },
  };
}

/** The person, or `null` for a stranger. @throws OubliError `subject_locked_out`, `subject_suppressed`, `identity_conflict`. */
export function subjectOf(whom: Whom): Subject | null {
  switch (whom.name) {
    case 'known':
      return whom.subject;
    case 'stranger':
      return null;
    case 'locked-out':
      throw new OubliError('subject_locked_out', "This person's data is being deleted: nothing new is sent or stored.");
    case 'suppressed':
      throw new OubliError('subject_suppressed', 'This person had their data deleted and must not be put in again.');
    case 'conflict':
      throw identityConflict();
  }
}

/** Unproven names that belong to two people. */
export function identityConflict(): OubliError {
  return new OubliError('identity_conflict', 'These identifiers belong to two different people. They are not joined.');
}
