import { type AddedTenant } from '../tenants/add-tenant.ts';
import { type Output } from './output.ts';
import { readJsonFile } from './read-json-file.ts';
import { tableLines } from './table.ts';

/** Adds a tenant and shows its keys this once. */
export async function runTenantAdd(
  output: Output,
  parts: { readonly add: (file: unknown) => Promise<AddedTenant>; readonly publicBaseUrl: string },
  { file }: { readonly file: string },
): Promise<void> {
  const added = await parts.add(readJsonFile(file));
  const path = added.ownWebhookPath ?? '/webhooks/whatsapp';
  const rows = [
    ['Tenant id', added.tenantId],
    ['Webhook address', `${parts.publicBaseUrl}${path}`],
    ['API key', added.apiKey],
    ...(added.webhookSecret === null ? [] : [['Webhook secret', added.webhookSecret]]),
    ['subjectRef key', added.subjectRefKey],
  ];
  output.line(`Added ${added.name}.`);
  output.line();
  for (const line of tableLines(rows)) output.line(line);
  output.line();
  output.line(
    'The keys are shown this once and cannot be shown again. The file holds a token: keep it safe or delete it.',
  );
  output.line(`Next: npm run oubli -- tenant check ${added.tenantId}`);
}
