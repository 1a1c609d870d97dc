import { createHmac } from 'node:crypto';

import { outcomeHeader } from '../../../webhooks/outcome.ts';
import { errorCode } from '../../domain/errors.ts';
import { type Planned } from './arrange.ts';

/** What came back: the outcome as Oubli names it, or what another server says. `status` 0: nothing did, and `text` is the reason's code. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly tookMs: number;
}

/** Meta waits about this long before it takes a webhook for lost. */
const timeoutMs = 10_000;

/** Posts a body as Meta does, signed with the app secret; spoiled as its kind says. */
export async function postWebhook(order: {
  readonly url: string;
  readonly text: string;
  readonly secret: string;
  readonly kind: Planned['kind'];
}): Promise<Answer> {
  const body = Buffer.from(order.text, 'utf8');
  const signed = order.kind === 'cut' ? body.subarray(0, Math.floor(body.length / 2)) : body;
  const signature = `sha256=${createHmac('sha256', order.secret).update(signed).digest('hex')}`;
  // A blank where none was: still the same JSON, and still not what was signed.
  const sent = order.kind === 'altered' ? Buffer.concat([signed, Buffer.from(' ')]) : signed;
  const startedAt = performance.now();
  const took = (): number => performance.now() - startedAt;
  try {
    const response = await fetch(order.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature, 'User-Agent': 'oubli-replay' },
      body: sent,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = (await response.text()).slice(0, 80);
    return { status: response.status, text: response.headers.get(outcomeHeader) ?? body, tookMs: took() };
  } catch (error) {
    return { status: 0, text: errorCode(causeOf(error)), tookMs: took() };
  }
}

/** `fetch` says only that it failed; its cause says why. */
function causeOf(error: unknown): unknown {
  const { cause } = (error ?? {}) as { readonly cause?: unknown };
  return cause ?? error;
}
