import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfig } from '../../src/config/config.ts';
import { buildContainer, type Container } from '../../src/container.ts';
import { createTelemetry } from '../../src/telemetry/create-telemetry.ts';
import { type Graph, startGraph } from '../../test/support/graph/graph.ts';
import { businessIds, businessTemplates, tenantFileFor } from '../../test/support/product/business.ts';
import { addStaff } from '../../test/support/product/people.ts';
import { addBusiness, environmentOf, makeSecrets } from '../../test/support/product/product.ts';
import { startSmtpServer } from '../../test/support/smtp-server.ts';
import { freePort } from '../services/free-port.ts';
import { startServices } from '../services/start-services.ts';
import { answersReady, type BuiltProcess, builtFile, cpuMs, flagsOf, startNode } from './built-process.ts';

/** The product as it is deployed: server and worker built, a process each, with servers and a loopback Graph of their own. */
export interface Deployment {
  readonly graph: Graph;
  /** The same deployment seen from the bench's process: to seed and to look. */
  readonly container: Container;
  readonly tenantId: string;
  readonly port: number;
  readonly appSecret: string;
  /** For what is started beside: the logs of processes stand here until the end. */
  readonly folder: string;
  /** CPU time that MongoDB has used so far, in milliseconds. */
  databaseCpuMs(): Promise<number>;
  startServer(flags?: readonly string[]): Promise<BuiltProcess>;
  startWorker(flags?: readonly string[]): Promise<BuiltProcess>;
  close(): Promise<void>;
}

/** What MongoDB takes by itself on a server with 3 GB; the embedded one has 0.25 GB, to be a small guest. */
const productionCache = 'cache_size=1G';

/** Meta's limits would be what is measured: 6 s a message to one person, 80 messages a second. */
const noRates = { messagesPerSecond: 1e9, pairBurst: 1e9, pairCostMs: 0 };

/** Deploys with one business in owner mode, which is told by WhatsApp and e-mail. Starts no process of the product yet. */
export async function deploy(choices: { readonly keepsContent: boolean }): Promise<Deployment> {
  // Never somebody's own servers, whatever the environment names.
  const environment = { ...process.env, MONGODB_URI: undefined, REDIS_URL: undefined };
  const [services, graph, smtp, folder, port] = await Promise.all([
    startServices({ environment }),
    startGraph({ rates: noRates, statuses: { upTo: 'none' } }),
    startSmtpServer(),
    mkdtemp(join(tmpdir(), 'oubli-bench-')),
    freePort(),
  ]);
  const mongodbUri = services.mongodbUri.replace('/?', '/oubli_bench?');
  const servers = { mongodbUri, redisUrl: services.redisUrl, redisPrefix: 'oubli' };
  const secrets = makeSecrets();
  const variables = environmentOf(servers, secrets, { graphUrl: graph.url, smtpUrl: smtp.url, port });
  graph.addNumber({ ...businessIds, appSecret: secrets.appSecret });
  for (const template of businessTemplates) graph.addTemplate(template);
  addStaff(graph);
  graph.deliverTo(`http://127.0.0.1:${String(port)}/webhooks/whatsapp`);
  const telemetry = createTelemetry({ level: 'silent' });
  const container = await buildContainer(readConfig(variables), { telemetry });
  const rest = choices.keepsContent ? {} : { content: undefined };
  await container.connection.db?.admin().command({ setParameter: 1, wiredTigerEngineRuntimeConfig: productionCache });
  const business = await addBusiness(container, tenantFileFor({ rest }));

  const running: BuiltProcess[] = [];
  const start = async (
    name: 'server' | 'worker',
    flags: readonly string[] = [],
    isReady: (log: string) => boolean | Promise<boolean>,
  ): Promise<BuiltProcess> => {
    const file = builtFile(`src/${name}.ts`);
    const logFile = join(folder, `${name}.log`);
    const allFlags = [...(await flagsOf(name)), ...flags];
    const started = await startNode({ file, environment: variables, logFile, flags: allFlags, isReady });
    running.push(started);
    return started;
  };

  return {
    graph,
    container,
    tenantId: business.tenantId,
    port,
    appSecret: secrets.appSecret,
    folder,
    databaseCpuMs: () => cpuMs(services.mongod?.pid ?? 0),
    startServer: (flags) => start('server', flags, () => answersReady(port)),
    startWorker: (flags) => start('worker', flags, (log) => log.includes('worker_started')),
    async close() {
      await Promise.all(running.map((one) => one.end()));
      await container.close();
      await Promise.all([graph.close(), smtp.close()]);
      await services.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Deploys, lets `use` measure, and takes everything down again, also when it fails. */
export async function withDeployment<Result>(
  choices: { readonly keepsContent: boolean },
  use: (deployment: Deployment) => Promise<Result>,
): Promise<Result> {
  const deployment = await deploy(choices);
  try {
    return await use(deployment);
  } finally {
    await deployment.close();
  }
}
