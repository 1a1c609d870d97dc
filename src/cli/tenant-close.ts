import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { type Ledger } from '../ledger/ledger.ts';
import { type ClosingOutlook, type TenantCloser } from '../tenants/close-tenant.ts';
import {
  type DocumentCounts,
  type TenantClosing,
  type TenantClosings,
  totalOf,
  type UnfinishedMatters,
} from '../tenants/closing-store.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import { knownTenant } from './known-tenant.ts';
import { type Output } from './output.ts';
import { tableLines } from './table.ts';

export interface TenantCloseParts {
  readonly tenants: Pick<TenantStore, 'find'>;
  readonly closings: Pick<TenantClosings, 'find'>;
  readonly closer: Pick<TenantCloser, 'look' | 'begin' | 'finish'>;
  readonly ledger: Pick<Ledger, 'compare'>;
  readonly askBusinessName: () => Promise<string>;
}

export interface TenantCloseOptions {
  readonly eraseEverything: boolean;
  readonly despiteOpenRequests: boolean;
}

/** Shows what closing a business would erase, and what stays; closes it where that is said, and its name is typed. */
export async function runTenantClose(
  output: Output,
  parts: TenantCloseParts,
  tenantId: string,
  { eraseEverything, despiteOpenRequests }: TenantCloseOptions,
): Promise<void> {
  const { tenants, closings, closer } = parts;
  await refuseRestored(parts);
  if ((await closings.find(tenantId)) !== null) return goOn(output, parts, tenantId);
  const { name } = await knownTenant(tenants, tenantId);
  const outlook = await closer.look(tenantId);
  sayOutlook(output, outlook);
  if (!eraseEverything) {
    output.line();
    output.line(`Nothing was changed. To erase everything of ${name}, for good:`);
    output.line(`npm run oubli -- tenant close ${tenantId} --erase-everything`);
    return;
  }
  if (isAnybodyWaiting(outlook.unfinished) && !despiteOpenRequests) {
    throw new OubliError(
      'tenant_unfinished',
      'People still wait for an answer of this business: let it answer them first, or say that they get none with ' +
        '--despite-open-requests. Nothing was changed.',
    );
  }
  if ((await parts.askBusinessName()).trim() !== name) {
    throw new OubliError('tenant_name_wrong', 'That is not its name as tenant list shows it. Nothing was changed.');
  }
  await closer.begin(tenantId);
  await goOn(output, parts, tenantId);
}

/** Begun, it cannot be taken back: whoever runs the command again helps it to its end. */
async function goOn(output: Output, { closings, closer }: TenantCloseParts, tenantId: string): Promise<void> {
  const before = await closings.find(tenantId);
  if (before?.closedAt === null) output.line('It is being closed. This takes a quarter of a minute at least.');
  const closing = await closer.finish(tenantId, new AbortController().signal);
  const { goes, stays } = await closer.look(tenantId);
  const left = Object.keys(goes);
  if (left.length > 0) {
    const where = left.join(', ');
    throw new OubliError(
      'closing_residue',
      `It was closed, and there is something in ${where} again. A worker takes it.`,
    );
  }
  sayClosed(output, closing);
  output.line();
  output.line('Every collection was looked through: of this business there is nothing but what stays, and why:');
  sayStays(output, stays);
  output.line();
  for (const line of remaining) output.line(line);
}

/** What is not ours to do. */
const remaining = [
  'Left to do: take the app off its WhatsApp account at Meta, and revoke its token there. Backups hold it until they are',
  'over (backup list); what is in them of people opens no more once the key epoch is destroyed, within 30 days (keys status).',
];

async function refuseRestored({ ledger }: TenantCloseParts): Promise<void> {
  if ((await ledger.compare()) === 'equal') return;
  throw new OubliError(
    'ledger_behind',
    'This database was restored, and what was erased since is in it again. Start the product, which erases it again; then ' +
      'close the business.',
  );
}

function sayOutlook(output: Output, { goes, stays, unfinished }: ClosingOutlook): void {
  sayCounts(output, 'GOES', goes);
  output.line();
  output.line('What stays, and why:');
  sayStays(output, stays);
  if (!isAnybodyWaiting(unfinished)) return;
  const { requests, others } = unfinished;
  output.line();
  output.line('People who wait, and would hear nothing more:');
  const kinds = Object.entries(others).map(([kind, count]) => [kind, String(count)]);
  for (const line of tableLines([['requests that have not ended', String(requests.length)], ...kinds]))
    output.line(line);
  for (const reference of requests) output.line(reference);
}

function isAnybodyWaiting({ requests, others }: UnfinishedMatters): boolean {
  return requests.length > 0 || totalOf(others) > 0;
}

function sayStays(output: Output, stays: ClosingOutlook['stays']): void {
  const rows = stays
    .filter(({ documents }) => documents !== 0)
    .map(({ collection, documents, because }) => [collection, documents === null ? '–' : String(documents), because]);
  for (const line of tableLines([['STAYS', 'DOCUMENTS', 'BECAUSE'], ...rows])) output.line(line);
}

function sayCounts(output: Output, heading: string, counts: DocumentCounts): void {
  const rows = Object.entries(counts).map(([collection, documents]) => [collection, String(documents)]);
  for (const line of tableLines([[heading, 'DOCUMENTS'], ...rows, ['all', String(totalOf(counts))]])) output.line(line);
}

function sayClosed(output: Output, { tenantId, closingId, closedAt, found }: TenantClosing): void {
  sayCounts(output, 'ERASED', found);
  output.line();
  output.line('Closed. Keep this line:');
  const at = closedAt === null ? '' : ` at ${toInstant(closedAt)}`;
  output.line(
    `tenant ${tenantId} closed${at}, ${String(totalOf(found))} documents erased, audit log entry ${closingId}`,
  );
}
