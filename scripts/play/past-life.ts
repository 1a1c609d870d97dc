import { readFileSync } from 'node:fs';

import { type Product } from '../../test/support/product/product.ts';
import { post } from './post.ts';
import { type Names, retarget } from './retarget.ts';

const fixtures = new URL('../../test/fixtures/whatsapp/', import.meta.url);

/** Whom the recorded payloads are about. */
const ana: Names = { phone: '16505550100', bsuid: 'US.1000000000000000001', name: 'Ana Fictive' };

/** Months of an ordinary customer: questions, a photo, a voice message, the phone app of the staff. */
const recorded = [
  'messages/text-asking-about-a-product.json',
  'messages/image-with-caption.json',
  'messages/audio-voice.json',
  'messages/location-named.json',
  'messages/reaction-added.json',
  'coexistence/echo-text.json',
  'coexistence/history-phase-0.json',
  'preferences/resume.json',
];

/** One pixel and a moment of silence: enough to be sealed, stored and erased. */
const files = {
  image: { bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), mimeType: 'image/jpeg' },
  audio: { bytes: Buffer.from('4f676753000200000000000000000000', 'hex'), mimeType: 'audio/ogg' },
} as const;

/** Reads a fixture. */
export function readFixture(name: string): string {
  return readFileSync(new URL(name, fixtures), 'utf8');
}

/** Gives a person a past with the business, through the door and through the business's own API. */
export async function livePast(product: Product, hero: Names): Promise<void> {
  for (const name of recorded) {
    const payload = withFiles(product, retarget(readFixture(name), ana, hero));
    await post(product, payload);
  }
  // Somebody else, who has nothing to do with any of this.
  await post(product, readFixture('messages/text-username-with-phone.json'));
  await call(product, '/v1/contacts', { phone: `+${hero.phone}`, name: hero.name, email: 'customer@example.org' });
  await call(product, '/v1/opt-ins', {
    phone: `+${hero.phone}`,
    category: 'marketing',
    state: 'in',
    proof: 'Ticked the box at the till.',
  });
  await call(product, '/v1/messages', {
    type: 'template',
    category: 'utility',
    to: { phone: `+${hero.phone}` },
    template: { name: 'order_update', language: 'en_US', parameters: ['A-1041'] },
  });
}

function recently(second: number): string {
  const from = Math.floor(Date.now() / 1_000) - daysAgo * 86_400;
  return String(from + Math.max(0, Math.min(second - recordedFrom, (daysAgo - 1) * 86_400)));
}

/** Calls the business's API. Throws when it refuses: then the demo would not show what it says. */
async function call({ url, business }: Product, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${business.apiKey}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}: ${await response.text()}`);
}

/** The recordings begin at this second; they are played as if they had begun nine days ago, within what content is kept for. */
const recordedFrom = 1_790_000_000;
const daysAgo = 9;

/** The files of recorded messages are long gone at Meta; the loopback Graph gets some to give. Times are moved to our days. */
function withFiles({ graph }: Product, payload: string): string {
  const parsed = JSON.parse(payload) as unknown;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if ((key === 'image' || key === 'audio') && typeof inner === 'object' && inner !== null && 'id' in inner) {
        Object.assign(inner, { id: graph.addMedia(files[key]).id });
      }
      if (key === 'timestamp') Object.assign(value, { timestamp: recently(Number(inner)) });
      visit(inner);
    }
  };
  visit(parsed);
  return JSON.stringify(parsed);
}
