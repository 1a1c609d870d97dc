import { type CloseTenantParts, createTenantCloser, type TenantCloser } from '../tenants/close-tenant.ts';
import { createNoteClosing } from '../tenants/note-closing.ts';
import { type Stores } from './stores.ts';

/** What closes a business that leaves. */
export function createCloser({
  stores: { tenantClosings: closings, tenantRows: rows, findUnfinished, auditLog: log },
  ...rest
}: {
  readonly stores: Pick<Stores, 'tenantClosings' | 'tenantRows' | 'findUnfinished' | 'auditLog'>;
} & Pick<CloseTenantParts, 'ledger' | 'drainSteps' | 'telemetry' | 'clock' | 'settleMs'>): TenantCloser {
  return createTenantCloser({ closings, rows, findUnfinished, noteClosing: createNoteClosing({ log }), ...rest });
}
