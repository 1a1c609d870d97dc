import { type UpdatedTenant } from '../tenants/update-tenant.ts';
import { type Output } from './output.ts';
import { readJsonFile } from './read-json-file.ts';

/** Replaces a tenant's file and names what is another now; values are not shown, since some are secrets. */
export async function runTenantUpdate(
  output: Output,
  update: (file: unknown) => Promise<UpdatedTenant>,
  { file }: { readonly file: string },
): Promise<void> {
  const { name, changed, webhookSecret } = await update(readJsonFile(file));
  if (changed.length === 0) {
    output.line(`Nothing is another in the file of ${name}.`);
    return;
  }
  output.line(`Updated ${name}: ${changed.join(', ')}.`);
  if (webhookSecret !== null) output.line(`Webhook secret  ${webhookSecret}   (shown this once)`);
  output.line('In force within seconds. The keys are the same as before.');
}
