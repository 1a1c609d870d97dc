import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';

import { errorCode } from '../domain/errors.ts';
import { webhookUrlFault } from '../tenants/webhook-url.ts';
import { publicLookup } from './public-address.ts';

/** What the other side answered, or why there was no answer. Its body is never read. */
export type PostResult =
  | { readonly name: 'answered'; readonly status: number; readonly retryAfter: string | null }
  | { readonly name: 'not-allowed'; readonly code: 'webhook_not_allowed' | 'webhook_not_public' }
  | { readonly name: 'no-answer'; readonly code: string };

/** Posts to an address that a tenant named: it is not trusted. */
export type WebhookPost = (order: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}) => Promise<PostResult>;

/**
 * Makes the poster. It speaks https to public addresses, follows no redirect and gives up after `timeoutMs`. Node's own
 * `https` and not `fetch`: only there can the socket be bound to the very addresses that were checked (SSRF).
 * @param allowPrivateHosts for development: also http, and addresses of this machine or network.
 */
export function createWebhookPost(parts: {
  readonly allowPrivateHosts: boolean;
  readonly timeoutMs?: number;
}): WebhookPost {
  const { allowPrivateHosts, timeoutMs = 15_000 } = parts;
  return ({ url, headers, body }) => {
    if (webhookUrlFault(url, allowPrivateHosts) !== null) {
      return Promise.resolve({ name: 'not-allowed', code: 'webhook_not_allowed' });
    }
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(timeoutMs),
      // No pool: an idle socket would outlive the check of its address.
      agent: false,
      ...(allowPrivateHosts ? {} : { lookup: publicLookup }),
    };
    return postOnce(url.startsWith('https:') ? requestHttps : requestHttp, url, options, body);
  };
}

function postOnce(
  request: typeof requestHttps | typeof requestHttp,
  url: string,
  options: RequestOptions,
  body: string,
): Promise<PostResult> {
  return new Promise((resolve) => {
    const answered = ({ statusCode, headers }: IncomingMessage): void => {
      resolve({ name: 'answered', status: statusCode ?? 0, retryAfter: headers['retry-after'] ?? null });
    };
    const sent = request(url, options, (response) => {
      answered(response);
      response.destroy();
    });
    // Without a listener Node ends such a request with neither an answer nor an error.
    sent.on('upgrade', (response, socket) => {
      answered(response);
      socket.destroy();
    });
    sent.on('error', (error) => {
      const code = errorCode(error);
      resolve(
        code === 'address_not_public'
          ? { name: 'not-allowed', code: 'webhook_not_public' }
          : { name: 'no-answer', code: `webhook_${code.toLowerCase()}` },
      );
    });
    // Whatever else ends it: this is always the last that is heard of a request.
    sent.on('close', () => resolve({ name: 'no-answer', code: 'webhook_closed' }));
    sent.end(body);
  });
}
