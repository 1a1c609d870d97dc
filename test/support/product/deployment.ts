import { freePort } from '../../../scripts/services/free-port.ts';
import { readConfig } from '../../../src/config/config.ts';
import { buildContainer, type Container } from '../../../src/container.ts';
import { defaultPrefix } from '../../../src/queue/look-queue.ts';
import { createTelemetry } from '../../../src/telemetry/create-telemetry.ts';
import { type AddedTenant } from '../../../src/tenants/add-tenant.ts';
import { testDatabase } from '../database.ts';
import { type Graph, type GraphOptions, startGraph } from '../graph/graph.ts';
import { startSmtpServer, type TestSmtpServer } from '../smtp-server.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../webhook-receiver.ts';
import { businessIds, businessTemplates, tenantFileFor, type TenantChoices } from './business.ts';
import { type OwnRedis, startOwnRedis } from './own-servers.ts';
import { addStaff } from './people.ts';
import { type ProductProcess, startProcess } from './processes.ts';
import { addBusiness, environmentOf, makeSecrets, serversOf } from './product.ts';

/** The product as it is deployed: server and worker in processes of their own, to be killed and started again. */
export interface Deployment {
  readonly graph: Graph;
  readonly smtp: TestSmtpServer;
  readonly webhook: WebhookReceiver;
  readonly redis: OwnRedis;
  readonly business: AddedTenant;
  readonly appSecret: string;
  readonly journalFile: string;
  readonly url: string;
  /** The same data, for looking: it neither serves nor works. */
  readonly container: Container;
  startServer(): Promise<ProductProcess>;
  /** @param rest on top of the usual environment. */
  startWorker(rest?: Readonly<Record<string, string>>): Promise<ProductProcess>;
  /** Ends what was started here, the processes included. */
  close(): Promise<void>;
}

/** Makes what the processes need, with a Redis of its own, and one business. Starts neither of them. */
export async function openDeployment(
  options: { readonly tenant?: TenantChoices; readonly graph?: GraphOptions } = {},
): Promise<Deployment> {
  const secrets = makeSecrets();
  const [database, redis, port] = await Promise.all([testDatabase(), startOwnRedis({ isKept: false }), freePort()]);
  const [graph, smtp, webhook] = await Promise.all([
    startGraph(options.graph),
    startSmtpServer(),
    startWebhookReceiver(),
  ]);
  graph.addNumber({ ...businessIds, appSecret: secrets.appSecret });
  for (const template of businessTemplates) graph.addTemplate(template);
  addStaff(graph);
  const servers = { ...serversOf(database), redisUrl: redis.url, redisPrefix: defaultPrefix };
  const environment = environmentOf(servers, secrets, { graphUrl: graph.url, smtpUrl: smtp.url, port });
  const telemetry = createTelemetry({ level: 'silent' });
  const container = await buildContainer(readConfig(environment), { telemetry });
  const business = await addBusiness(container, tenantFileFor({ webhookUrl: webhook.url, ...options.tenant }));
  const url = `http://127.0.0.1:${port}`;
  graph.deliverTo(`${url}/webhooks/whatsapp`);
  const processes: ProductProcess[] = [];
  const start = async (
    entry: 'server' | 'worker',
    rest: Readonly<Record<string, string>> = {},
  ): Promise<ProductProcess> => {
    const started = await startProcess(entry, { ...environment, ...rest });
    processes.push(started);
    return started;
  };
  return {
    graph,
    smtp,
    webhook,
    redis,
    business,
    appSecret: secrets.appSecret,
    journalFile: secrets.journalFile,
    url,
    container,
    startServer: () => start('server'),
    startWorker: (rest) => start('worker', rest),
    async close() {
      await Promise.all(processes.map((one) => one.kill()));
      await container.close();
      await Promise.all([graph.close(), smtp.close(), webhook.close()]);
      await Promise.all([redis.close(), database.giveBack()]);
    },
  };
}

/**
 * Lets time pass for whatever a worker that is dead has taken: leases on people and requests (30 s), claims on effects and
 * farewells (60 s) and notices (120 s). They run out by themselves; a test need not sit there. Call it while no worker runs.
 */
export async function letClaimsLapse({ connection }: Container): Promise<void> {
  const gone = 120_000;
  const earlier = (field: string) => ({ $subtract: [field, gone] });
  const all = (name: string, stages: readonly Record<string, unknown>[]) =>
    connection.collection(name).updateMany({}, [...stages]);
  await Promise.all([
    all('lanes', [{ $set: { leaseUntil: earlier('$leaseUntil') } }]),
    all('requests', [
      { $set: { 'lease.until': earlier('$lease.until') } },
      { $set: { dueAt: { $cond: [{ $gt: ['$dueAt', null] }, earlier('$dueAt'), '$$REMOVE'] } } },
    ]),
    all('farewells', [{ $set: { dueAt: earlier('$dueAt') } }]),
    all('notices', [{ $set: { dueAt: earlier('$dueAt') } }]),
    all('conversations', [
      {
        $set: {
          dueAt: earlier('$dueAt'),
          outbox: {
            $map: { input: '$outbox', in: { $mergeObjects: ['$$this', { dueAt: earlier('$$this.dueAt') }] } },
          },
        },
      },
    ]),
  ]);
}
