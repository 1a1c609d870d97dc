import { Webhook } from 'standardwebhooks';

import { type Clock } from '../../domain/instant.ts';
import { type Tenant } from '../../tenants/tenant.ts';
import { type DeliveryResult, type Dispatch, type NoticeSender, type ToldNotice } from '../channel.ts';
import { type PostResult, type WebhookPost } from '../webhook-post.ts';

/**
 * Tells the business's own program: a POST signed by Standard Webhooks, under every secret that is in force, so that a
 * rotation loses nothing. What is in it: docs/webhooks.md.
 */
export function createWebhookChannel(parts: { readonly post: WebhookPost; readonly clock: Clock }): NoticeSender {
  const { post, clock } = parts;
  return {
    digestMax: 200,
    async send(tenant, dispatch) {
      const { webhook } = tenant.channels;
      if (webhook === undefined) return { name: 'refused', code: 'channel_gone' };
      if (tenant.webhookSecrets.length === 0) return { name: 'later', code: 'webhook_without_secret' };
      const body = JSON.stringify(bodyOf(tenant, dispatch));
      const sentAt = new Date(clock.now());
      const signatures = tenant.webhookSecrets.map((secret) => new Webhook(secret).sign(dispatch.id, sentAt, body));
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Oubli-Webhooks/1',
        'webhook-id': dispatch.id,
        'webhook-timestamp': String(Math.floor(Number(sentAt) / 1_000)),
        'webhook-signature': signatures.join(' '),
      };
      return resultOf(await post({ url: webhook.url, headers, body }), clock.now());
    },
  };
}

/** `{ type, timestamp, data }` by Standard Webhooks. A digest loses nothing: each notice in it is whole. */
function bodyOf(tenant: Tenant, dispatch: Dispatch): unknown {
  if (dispatch.kind === 'single') return eventOf(tenant, dispatch);
  const notices = dispatch.told.map((told) => ({ id: told.id, ...eventOf(tenant, told) }));
  const { tenantId } = tenant;
  return { type: 'dsr.digest', timestamp: dispatch.at, data: { tenantId, count: notices.length, notices } };
}

function eventOf({ tenantId }: Tenant, { at, notice }: ToldNotice) {
  const { event, ...facts } = notice;
  // A button of the staff phone: nobody else's.
  const told = Object.fromEntries(Object.entries(facts).filter(([name]) => name !== 'tap'));
  return { type: event, timestamp: at, data: { tenantId, ...told } };
}

/** 2xx: had it. 410: wants no more, so this notice is over at once. Anything else may be mended within days. */
function resultOf(result: PostResult, now: number): DeliveryResult {
  if (result.name === 'not-allowed') return { name: 'refused', code: result.code };
  if (result.name === 'no-answer') return { name: 'later', code: result.code };
  const { status, retryAfter } = result;
  if (status >= 200 && status < 300) return { name: 'delivered' };
  const code = `webhook_${status}`;
  if (status === 410) return { name: 'refused', code };
  const afterMs = retryAfter === null ? null : waitOf(retryAfter, now);
  return { name: 'later', code, ...(afterMs === null ? {} : { afterMs }) };
}

/** `Retry-After` in milliseconds from now: seconds or a date (RFC 9110, 10.2.3). */
function waitOf(retryAfter: string, now: number): number | null {
  const wait = /^[0-9]{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}
