import { type Redis } from 'ioredis';

import { type Config } from '../config/config.ts';
import { type Clock } from '../domain/instant.ts';
import { createMailer } from '../notifications/mailer.ts';
import { createWebhookPost } from '../notifications/webhook-post.ts';
import { createLookQueue } from '../queue/look-queue.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { createAccount } from '../whatsapp/account.ts';
import { createContactBook } from '../whatsapp/contact-book.ts';
import { createGraphClient } from '../whatsapp/graph-client.ts';
import { createMediaSource } from '../whatsapp/media-source.ts';
import { createMedia } from '../whatsapp/media.ts';
import { createRateLimits } from '../whatsapp/rate-limits.ts';
import { createSender } from '../whatsapp/sender.ts';

export interface EdgeParts {
  readonly config: Config;
  readonly redis: Redis;
  readonly redisPrefix: string;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Everything that talks to the outside: Meta, the mail server, the businesses' webhooks, the queue. */
export function createEdges({ config, redis, redisPrefix, telemetry, clock }: EdgeParts) {
  const client = createGraphClient({ ...config.graph, telemetry });
  return {
    client,
    sender: createSender({ client, rateLimits: createRateLimits({ clock }), telemetry }),
    account: createAccount({ client }),
    contactBook: createContactBook({ client }),
    mediaSource: createMediaSource(createMedia({ client })),
    mailer: createMailer({ smtpUrl: config.secrets.smtpUrl, from: config.mail?.from ?? 'oubli@localhost' }),
    webhookPost: createWebhookPost({ allowPrivateHosts: config.allowsPrivateWebhooks }),
    queue: createLookQueue({ redis, telemetry, prefix: redisPrefix }),
  };
}

export type Edges = ReturnType<typeof createEdges>;
