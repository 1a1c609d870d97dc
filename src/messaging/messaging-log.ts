import { type InboundEvent, type InboundMessage } from '../domain/inbound.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type Tenant } from '../tenants/tenant.ts';

/**
 * What messaging leaves behind: contacts, message log, statuses, opt-in records, template sends, media. Filled in `owner`
 * mode only; `alongside` another app nothing is kept but the rights conversation (design.md section 2).
 */
export interface MessagingLog {
  /** A message of a person that is known by their own signed sender fields. Idempotent: the same message leaves one trace. */
  received(tenant: Tenant, subject: Subject, event: InboundMessage): Promise<void>;
  /**
   * Everything that is not a person's own message: statuses, echoes, history, address book, preferences. None but the
   * address book ever creates a contact, and none joins two names (poisoning; privacy.md 8.7 number 3).
   */
  noted(
    tenant: Tenant,
    event: Exclude<InboundEvent, { kind: 'message' | 'identity-change' | 'account' }>,
  ): Promise<void>;
}
