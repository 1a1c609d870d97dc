import { createRecentItems } from '../../webhooks/recent-items.ts';
import { createWebhookRouter, inFrontOf, type WebhookRouterParts } from '../../webhooks/router.ts';
import { type Container } from '../container.ts';
import { createApiRouter } from '../http/api/api-router.ts';
import { createApp } from '../http/app.ts';
import { createHealth } from '../http/health.ts';
import { listen } from '../http/listen.ts';
import { createReceiptRouter } from '../http/receipts/router.ts';
import { createCopyRouter } from '../http/copy/router.ts';
import { createRevealRouter } from '../http/reveal/router.ts';
import { behindGate } from '../http/shut.ts';

/** A server that takes webhooks, API calls and page views. */
export interface Serving {
  readonly port: number;
  /** Not ready any more, no new connection, requests under way are finished. */
  close(): Promise<void>;
}

/**
 * Starts the HTTP side of a container. While the gate is shut it listens and answers 503 to everything.
 * @throws OubliError of the ledger when the gate can never open.
 */
export async function serve(container: Container): Promise<Serving> {
  const { config, stores, stages, telemetry, clock, connection, redis, gate } = container;
  await gate.start();
  const { tenants, blindIndex } = stores;
  const health = createHealth({
    probes: {
      mongodb: async () => connection.db?.admin().ping(),
      // Also takes destroyed keys out of the memory of a server that has nothing to do.
      keys: () => stores.keyFile.epochs.refresh(),
    },
    // A worker's sweep takes the place of wake-ups.
    spareProbes: { redis: async () => redis.ping() },
  });
  const door = doorOf(container);
  const app = createApp({
    webhookRouter: createWebhookRouter(door),
    apiRouter: createApiRouter({
      corrections: stages.corrections,
      loggedRequests: stages.loggedRequests,
      relayAnswers: stages.relayAnswers,
      openRelays: stages.openRelays,
      tenants,
      blindIndex,
      intake: stages.intake,
      outgoing: stages.outgoing,
      requests: stages.reader,
      holds: stages.holds,
      extensions: stages.extensions,
      refusals: stages.refusals,
      breaker: stages.breaker,
      telemetry,
      clock,
    }),
    copyRouter: createCopyRouter({ copies: stages.copies }),
    revealRouter: createRevealRouter({ reveals: stages.reveals }),
    receiptRouter: createReceiptRouter({ statuses: stages.publicStatuses, clock }),
    jwks: async () => ({ keys: await stores.signingKeys.publicKeys() }),
    health,
    metrics: telemetry.metrics,
    telemetry,
  });
  const listening = await listen(behindGate(gate, inFrontOf(app, '/webhooks/whatsapp', door)), config.http);
  telemetry.event('server_started', { port: listening.port });
  return {
    port: listening.port,
    async close() {
      health.stop();
      const isClean = await listening.close();
      telemetry.event('server_stopped', { clean: isClean });
    },
  };
}

/** What webhooks come in by, whichever way. */
function doorOf({ config, stores, edges, telemetry, clock }: Container): WebhookRouterParts {
  const { tenants, inbox, dayKeys, blindIndex } = stores;
  return {
    operatorSecrets: config.secrets.metaAppSecrets,
    verifyToken: config.secrets.metaVerifyToken,
    tenants,
    inbox,
    recentItems: createRecentItems(),
    dayKeys,
    blindIndex,
    telemetry,
    clock,
    wake: edges.queue,
  };
}
