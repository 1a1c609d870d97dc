import { toInstant } from '../domain/instant.ts';
import { type AuditLog } from '../proof/audit-log.ts';
import { type TenantClosing, totalOf } from './closing-store.ts';

/** Notes where it cannot be denied that a business was closed, and how much went with it. Safe to repeat. */
export type NoteClosing = (closing: TenantClosing, closedAt: number) => Promise<void>;

/** Makes the note, over the audit log. */
export function createNoteClosing({ log }: { readonly log: Pick<AuditLog, 'append'> }): NoteClosing {
  return async ({ closingId, found }, closedAt) => {
    const documents = totalOf(found);
    await log.append([{ type: 'tenant.closed', at: toInstant(closedAt), closing: closingId, documents }]);
  };
}
