import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { readConfig } from '../../../src/config/config.ts';
import { buildContainer, type Container, type Overrides } from '../../../src/container.ts';
import { serve, type Serving } from '../../../src/processes/serve.ts';
import { work, type Working, type WorkOptions } from '../../../src/processes/work.ts';
import { createTelemetry } from '../../../src/telemetry/create-telemetry.ts';
import { addTenant, type AddedTenant } from '../../../src/tenants/add-tenant.ts';
import { type TestDatabase } from '../database.ts';
import { type Graph, type GraphOptions, startGraph } from '../graph/graph.ts';
import { freshKeyFile } from '../key-file.ts';
import { startSmtpServer, type TestSmtpServer } from '../smtp-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../webhook-receiver.ts';
import { businessIds, businessTemplates, tenantFileFor, type TenantChoices } from './business.ts';

/** Where a product keeps its data. */
export interface ProductServers {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  readonly redisPrefix: string;
}

/** The whole product on loopback: server and worker in this process, Meta, mail and the business's webhook played for real. */
export interface Product {
  readonly graph: Graph;
  readonly smtp: TestSmtpServer;
  readonly webhook: WebhookReceiver;
  readonly container: Container;
  readonly url: string;
  readonly business: AddedTenant;
  /** What another process of this product is started with: `oubli` commands, a second worker. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every line of log so far. */
  readonly log: readonly string[];
  readonly secrets: Secrets;
  /** The operator's app secret: what Meta signs with. */
  readonly appSecret: string;
  /** Begins to work, where {@link ProductChoices.isIdle} said to wait. */
  startWork(): void;
  close(): Promise<void>;
}

/** The operator's secrets of this run. */
interface Secrets {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly masterKey: string;
  readonly keyFile: string;
  /** Where this run keeps its journal of erasures; gone with the process. */
  readonly journalFile: string;
}

export function makeSecrets(): Secrets {
  return {
    journalFile: join(temporaryFolder('oubli-journal-'), 'erasures.journal'),
    appSecret: randomBytes(16).toString('hex'),
    verifyToken: randomBytes(16).toString('hex'),
    masterKey: randomBytes(32).toString('base64'),
    keyFile: freshKeyFile(),
  };
}

/** The environment of a process of this product. */
export function environmentOf(
  servers: ProductServers,
  secrets: Secrets,
  edges: { readonly graphUrl: string; readonly smtpUrl: string; readonly port?: number },
): Readonly<Record<string, string>> {
  return {
    HOST: '127.0.0.1',
    PORT: String(edges.port ?? 0),
    MONGODB_URI: servers.mongodbUri,
    REDIS_URL: servers.redisUrl,
    META_APP_SECRET: secrets.appSecret,
    META_VERIFY_TOKEN: secrets.verifyToken,
    MASTER_KEY: secrets.masterKey,
    KEY_FILE: secrets.keyFile,
    JOURNAL_FILE: secrets.journalFile,
    GRAPH_API_BASE_URL: edges.graphUrl,
    PUBLIC_BASE_URL: 'http://127.0.0.1:8080',
    SMTP_URL: edges.smtpUrl,
    ALLOW_PRIVATE_WEBHOOKS: 'true',
    LOG_LEVEL: 'info',
  };
}

/** A test's own database and its part of the Redis that all share. */
export function serversOf(database: TestDatabase): ProductServers {
  return { mongodbUri: database.databaseUri, redisUrl: database.redisUrl, redisPrefix: database.redisPrefix };
}

/** What a test wants different of the whole. */
export interface ProductChoices extends WorkOptions {
  readonly tenant?: TenantChoices;
  readonly overrides?: Overrides;
  readonly graph?: GraphOptions;
  /** What the product talks to instead of the Graph server itself: a proxy that breaks something. */
  readonly graphUrl?: (graph: Graph) => string | Promise<string>;
  /** Nothing is worked on until the test says so. */
  readonly isIdle?: boolean;
  /** What ran before on the same database: its secrets, its journal, its business. */
  readonly before?: Pick<Product, 'secrets' | 'business'>;
  /** On top of the usual environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Who is talked to, on loopback. */
interface Around extends Pick<Product, 'graph' | 'smtp' | 'webhook'> {
  close(): Promise<unknown>;
}

async function startAround(options: ProductChoices): Promise<Around> {
  const [graph, smtp, webhook] = await Promise.all([
    startGraph(options.graph),
    startSmtpServer(),
    startWebhookReceiver(),
  ]);
  return { graph, smtp, webhook, close: () => Promise.all([graph.close(), smtp.close(), webhook.close()]) };
}

/** Starts it with one business. What was started until something failed is closed: an open port keeps a program from ending. */
export async function startProduct(servers: ProductServers, options: ProductChoices = {}): Promise<Product> {
  const around = await startAround(options);
  try {
    return await startAmid(around, servers, options);
  } catch (error) {
    await around.close();
    throw error;
  }
}

async function startAmid(around: Around, servers: ProductServers, options: ProductChoices): Promise<Product> {
  const secrets = options.before?.secrets ?? makeSecrets();
  const { graph, smtp, webhook } = around;
  graph.addNumber({ ...businessIds, appSecret: secrets.appSecret });
  for (const template of businessTemplates) graph.addTemplate(template);
  const log: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(chunk.toString('utf8'));
      done();
    },
  });
  const graphUrl = (await options.graphUrl?.(graph)) ?? graph.url;
  const environment = { ...environmentOf(servers, secrets, { graphUrl, smtpUrl: smtp.url }), ...options.environment };
  const config = readConfig(environment);
  const telemetry = createTelemetry({ level: 'info', destination });
  const container = await buildContainer(config, { telemetry, redisPrefix: servers.redisPrefix, ...options.overrides });
  const tenantFile = tenantFileFor({ webhookUrl: webhook.url, ...options.tenant });
  const begun = async (): Promise<readonly [AddedTenant, Serving]> => [
    options.before?.business ?? (await addBusiness(container, tenantFile)),
    await serve(container),
  ];
  const [business, serving] = await begun().catch(async (error: unknown) => {
    await container.close();
    throw error;
  });
  const startWork = (): Working => work(container, options);
  let working: Working | null = options.isIdle === true ? null : startWork();
  const url = `http://127.0.0.1:${serving.port}`;
  graph.deliverTo(`${url}/webhooks/whatsapp`);
  return {
    graph,
    smtp,
    webhook,
    container,
    url,
    business,
    environment,
    log,
    secrets,
    appSecret: secrets.appSecret,
    startWork() {
      working ??= startWork();
    },
    async close() {
      await serving.close();
      await graph.settled();
      await working?.close();
      await container.close();
      await around.close();
    },
  };
}

/** Adds a tenant as `oubli tenant add` does. */
export function addBusiness({ stores, stages, config }: Container, file: unknown): Promise<AddedTenant> {
  const { tenantStore: store, blindIndex } = stores;
  const deployment = {
    keepableStores: stages.register.keepable,
    isMailConfigured: config.mail !== null,
    allowsPrivateWebhooks: config.allowsPrivateWebhooks,
  };
  return addTenant({ store, blindIndex, deployment }, file);
}
