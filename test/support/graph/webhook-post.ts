import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

import { type Clock } from '../../../src/domain/instant.ts';
import { type NumberState, type World } from './world.ts';

/** Posts webhooks as Meta does: escaped JSON, signed over its bytes with the app's secret. */
export interface WebhookPoster {
  /** Where to: the callback URL of the app. `null`: nowhere. */
  url: string | null;
  /**
   * Posts one change of a number and waits for the answer.
   *
   * @returns the HTTP status; 0 when nothing was posted (no URL, WABA not subscribed) or nobody answered.
   */
  post(number: NumberState, field: string, value: Readonly<Record<string, unknown>>): Promise<number>;
  close(): void;
}

export interface PosterOptions {
  /** Without a 2xx, the same bytes are posted again, less and less often, for this long. Default 0: once. */
  readonly redeliverForMs?: number;
}

export function createWebhookPoster(
  world: World,
  clock: Clock,
  url: string | null,
  options: PosterOptions = {},
): WebhookPoster {
  const { redeliverForMs = 0 } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  let isClosed = false;

  const targetOf = ({ wabaId }: NumberState): string | null => {
    const apps = world.subscriptions.get(wabaId) ?? [];
    if (apps.length === 0) return null;
    return apps.find((app) => app.overrideUrl !== null)?.overrideUrl ?? poster.url;
  };

  const poster: WebhookPoster = {
    url,
    async post(number, field, value) {
      const target = targetOf(number);
      if (target === null) return 0;
      const body = Buffer.from(metaJson(envelope(number, field, value, clock.now())));
      const signature = `sha256=${createHmac('sha256', number.appSecret).update(body).digest('hex')}`;
      const endsAt = Date.now() + redeliverForMs;
      for (let waitMs = 100; ; waitMs *= 2) {
        const status = await postOnce(agent, target, body, signature);
        if ((status >= 200 && status < 300) || isClosed || Date.now() + waitMs > endsAt) return status;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    },
    close() {
      isClosed = true;
      agent.destroy();
    },
  };
  return poster;
}

/** What names no number (account and template fields) carries the time on the entry (cloud-api.md 2.1). */
function envelope(
  { wabaId }: NumberState,
  field: string,
  value: Readonly<Record<string, unknown>>,
  now: number,
): unknown {
  const time = 'metadata' in value ? {} : { time: Math.floor(now / 1000) };
  return { object: 'whatsapp_business_account', entry: [{ id: wabaId, ...time, changes: [{ value, field }] }] };
}

/** Meta escapes what is not ASCII, and the slash: whoever hashes re-serialised JSON gets another HMAC (pitfall 1). */
function metaJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
}

function postOnce(agent: Agent, url: string, body: Buffer, signature: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': body.length,
      'User-Agent': 'facebookexternalua',
      'X-Hub-Signature-256': signature,
    };
    const outgoing = request(url, { method: 'POST', agent, headers, timeout: 20_000 }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', () => resolve(0));
    });
    outgoing.on('timeout', () => outgoing.destroy());
    // A kept connection may have been closed just now (the product restarted): the same again on a fresh one.
    outgoing.on('error', () => resolve(outgoing.reusedSocket ? postOnce(agent, url, body, signature) : 0));
    outgoing.end(body);
  });
}
