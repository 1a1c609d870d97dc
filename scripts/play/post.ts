import { createHmac } from 'node:crypto';

import { type Product } from '../../test/support/product/product.ts';

/** Posts a webhook as Meta does, signed over its bytes, and lets the loopback Graph know who wrote. Throws unless it is a 200. */
export async function post({ url, graph, environment }: Product, payload: string): Promise<void> {
  graph.received(JSON.parse(payload));
  const body = Buffer.from(payload, 'utf8');
  const signature = createHmac('sha256', environment['META_APP_SECRET'] ?? '')
    .update(body)
    .digest('hex');
  const response = await fetch(`${url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': `sha256=${signature}` },
    body,
  });
  if (response.status !== 200) throw new Error(`The door answered ${String(response.status)}.`);
}
