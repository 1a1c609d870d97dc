import { OubliError } from '../domain/errors.ts';
import { type Instant } from '../domain/instant.ts';
import { type Identifier } from '../domain/subject.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type CardEntry, withEntry } from './contact-card.ts';
import { type People } from './people.ts';
import { type ContactOutcome, type Contacts, type OptIns } from './records.ts';

/** A person, as the business's own system names them: at least one identifier. */
export interface ContactEntry extends CardEntry {
  readonly identifiers: readonly Identifier[];
}

export interface OptInEntry {
  readonly identifiers: readonly Identifier[];
  readonly state: 'in' | 'out';
  readonly at: Instant;
  readonly proof: string | null;
}

/**
 * What the business itself puts in, one by one or by import.
 * Both throw OubliError `owner_mode_only`, `subject_locked_out`, `subject_suppressed`, `identity_conflict`; then nothing was written.
 */
export interface Intake {
  contact(
    tenant: Tenant,
    entry: ContactEntry,
    source: 'api' | 'import',
  ): Promise<{ readonly contactId: string; readonly outcome: ContactOutcome }>;
  optIn(tenant: Tenant, entry: OptInEntry, source: 'api' | 'import'): Promise<'recorded' | 'unchanged'>;
}

export function createIntake({
  people,
  contacts,
  optIns,
}: {
  readonly people: People;
  readonly contacts: Contacts;
  readonly optIns: OptIns;
}): Intake {
  return {
    async contact(tenant, entry, source) {
      requireOwner(tenant);
      const subject = await people.admit(tenant, entry.identifiers);
      const { contactId, outcome } = await contacts.change(subject, (card) => withEntry(card, entry, source));
      if (contactId === null)
        throw new OubliError('contact_not_kept', 'A contact was erased while it was written.', { retry: 'yes' });
      return { contactId, outcome };
    },
    async optIn(tenant, { identifiers, state, at, proof }, source) {
      requireOwner(tenant);
      const subject = await people.admit(tenant, identifiers);
      return (await optIns.record({ subject, state, source, at, proof })) ? 'recorded' : 'unchanged';
    },
  };
}

/** Alongside another app nothing but the rights conversation is kept, so there is nothing to put in. */
export function requireOwner({ mode }: Tenant): void {
  if (mode !== 'owner') throw new OubliError('owner_mode_only', 'Only for a tenant whose mode is "owner".');
}
