import { type Command } from 'commander';

// `import type`: the container is not loaded before a command needs it (see with-container.ts).
import type { Container } from '../../container.ts';
import { addTenant, type AddTenantParts } from '../../tenants/add-tenant.ts';
import { rotateApiKey, rotateWebhookSecret } from '../../tenants/rotate-secrets.ts';
import { type Deployment } from '../../tenants/tenant-rules.ts';
import { updateTenant } from '../../tenants/update-tenant.ts';
import { templateLanguage } from '../../whatsapp/template-language.ts';
import { runTenantAdd } from '../tenant-add.ts';
import { askLines } from '../ask-lines.ts';
import { runTenantCheck } from '../tenant-check.ts';
import { runTenantClose, type TenantCloseOptions } from '../tenant-close.ts';
import { runTenantIdentityCheck } from '../tenant-identity-check.ts';
import { runTenantList } from '../tenant-list.ts';
import { runRotateApiKey, runRotateWebhookSecret } from '../tenant-rotate.ts';
import { runTenantShow } from '../tenant-show.ts';
import { runTenantUpdate } from '../tenant-update.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';
import { wholeNumber } from './numbers.ts';

/** Adds `tenant add|list|show|update|check|identity-check|rotate-api-key|rotate-webhook-secret|close`. */
export function addTenantCommands(program: Command, { output, fail }: Terminal): void {
  const tenant = program.command('tenant').description('Businesses that use this deployment');

  tenant
    .command('add')
    .description('Add a business from its file (docs/tenant.md); prints its keys once')
    .requiredOption('--file <path>', 'the tenant file, JSON')
    .action((options: { readonly file: string }) =>
      withContainer((container) => {
        const { publicBaseUrl } = container.config.http;
        const add = (file: unknown): ReturnType<typeof addTenant> => addTenant(addParts(container), file);
        return runTenantAdd(output, { add, publicBaseUrl }, options);
      }),
    );
  tenant
    .command('list')
    .description('List them, oldest first')
    .action(() => withContainer(({ stores }) => runTenantList(output, stores.tenantStore, stores.tenantClosings)));
  tenant
    .command('show <id>')
    .description('Show everything but the secrets')
    .action((id: string) => withContainer(({ stores }) => runTenantShow(output, stores.tenantStore, id)));
  tenant
    .command('update <id>')
    .description('Replace its file by another; names what changes, and keeps its keys')
    .requiredOption('--file <path>', 'the whole tenant file, JSON')
    .action((id: string, options: { readonly file: string }) =>
      withContainer((container) => {
        const parts = { store: container.stores.tenantStore, deployment: deploymentOf(container) };
        const update = (file: unknown) => updateTenant(parts, id, file);
        return runTenantUpdate(output, update, options);
      }),
    );
  tenant
    .command('check <id>')
    .description('Ask Meta about its token, numbers, webhook subscription and templates')
    .action(async (id: string) => {
      const isGood = await withContainer(({ stores, edges, config }) => {
        const parts = { account: edges.account, templateLanguage, publicBaseUrl: config.http.publicBaseUrl };
        return runTenantCheck(output, parts, stores.tenantStore, id);
      });
      if (!isGood) fail();
    });
  addSettings(tenant, output);
  addClose(tenant, output);
}

function addSettings(tenant: Command, output: Terminal['output']): void {
  tenant
    .command('identity-check <id>')
    .description('Have WhatsApp tell when the key of a person changes, for all of its numbers')
    .option('--off', 'no more', false)
    .action((id: string, { off }: { readonly off: boolean }) =>
      withContainer(({ stores, edges: { account } }) =>
        runTenantIdentityCheck(output, { account, store: stores.tenantStore }, id, !off),
      ),
    );
  tenant
    .command('rotate-api-key <id>')
    .description('Make a new API key; the old one stops')
    .action((id: string) =>
      withContainer(({ stores: { tenantStore, blindIndex } }) =>
        runRotateApiKey(output, () => rotateApiKey({ store: tenantStore, blindIndex }, id)),
      ),
    );
  tenant
    .command('rotate-webhook-secret <id>')
    .description('Make a new webhook secret; both sign for a while')
    .option('--overlap-hours <hours>', 'how long the old one signs as well', wholeNumber(0, 720), 24)
    .action((id: string, { overlapHours }: { readonly overlapHours: number }) =>
      withContainer(({ stores, clock }) => {
        const parts = { store: stores.tenantStore, clock };
        return runRotateWebhookSecret(output, (hours) => rotateWebhookSecret(parts, id, hours), overlapHours);
      }),
    );
}

function addClose(tenant: Command, output: Terminal['output']): void {
  tenant
    .command('close <id>')
    .description(
      'Erase everything of a business that leaves, for good. Without options it shows what would go, and changes nothing',
    )
    .option('--erase-everything', 'do it, once its name is typed', false)
    .option('--despite-open-requests', 'also while people wait for an answer: they get none', false)
    .action((id: string, options: TenantCloseOptions) =>
      withContainer((container) => {
        const { stores, tenantCloser: closer, ledger } = container;
        const parts = { tenants: stores.tenantStore, closings: stores.tenantClosings, closer, ledger: ledger.ledger };
        const askBusinessName = async (): Promise<string> => {
          const [name = ''] = await askLines(['Type the name of the business to erase everything of it: ']);
          return name;
        };
        return runTenantClose(output, { ...parts, askBusinessName }, id, options);
      }),
    );
}

function addParts(container: Container): AddTenantParts {
  const { tenantStore, blindIndex } = container.stores;
  return { store: tenantStore, blindIndex, deployment: deploymentOf(container) };
}

function deploymentOf({ stages, config }: Container): Deployment {
  return {
    keepableStores: stages.register.keepable,
    isMailConfigured: config.mail !== null,
    allowsPrivateWebhooks: config.allowsPrivateWebhooks,
  };
}
