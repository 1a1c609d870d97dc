import { afterAll, beforeAll, expect, test } from '../support/jest.ts';
import { mongo } from 'mongoose';

import {
  addressBook,
  ana,
  aside,
  bilal,
  business,
  type Log,
  openLog,
  owner,
  photo,
  status,
  text,
  wamidOf,
  unending,
} from './log.ts';

const email = 'ana.fictive@plants.example';
const attribute = 'prefers climbing roses';
const proof = 'Ticked the box on 1 November';

let world: Log;
beforeAll(async () => {
  world = await openLog();
});
afterAll(() => world.close());

/** A text, and what stays of it in hex and in base64 at each of the three alignments. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const aligned = [0, 1, 2].map((pad) => {
    const encoded = Buffer.concat([Buffer.alloc(pad), bytes]).toString('base64');
    return encoded.slice(pad === 0 ? 0 : 4, Math.floor((bytes.length + pad) / 3) * 4);
  });
  return [secret, bytes.toString('hex'), ...aligned.filter((form) => form.length >= 4)];
}

test('pitfall 38: no collection of the log and nothing said holds a number, id, name, address, text or file, in any form', async () => {
  const subject = await world.ana();
  await world.log.received(owner, subject, photo({ identityKeyHash: 'IdentityKeyHashOfAna=' }));
  await world.log.received(owner, subject, text(ana.text, { messageId: wamidOf('2') }));
  await world.log.noted(owner, aside('echo', { kind: 'choice', id: 'roses', title: 'Yes, the red ones' }));
  await world.log.noted(owner, addressBook('add', [bilal.phone, bilal.bsuid], 'Bilal Imaginaire'));
  await world.log.noted(owner, addressBook('add', [{ kind: 'phone', value: '447700900123' }], 'Gita Pretend'));
  const entry = { identifiers: [ana.phone], name: 'Ana of the shop', email, attributes: { taste: attribute } };
  await world.intake.contact(owner, entry, 'api');
  await world.intake.optIn(
    owner,
    { identifiers: [ana.phone], state: 'in', at: '2026-11-01T00:00:00.000Z', proof },
    'api',
  );
  const order = { phoneNumberId: business.phoneNumberId, identifiers: [ana.phone], isMarketing: false };
  await world.outgoing.send(owner, { ...order, message: { kind: 'text', body: 'Your roses are coming' } });
  const parameters = ['Roses for Ana'];
  await world.outgoing.send(owner, {
    ...order,
    message: { kind: 'template', name: 'order', language: 'en', parameters },
  });
  await world.log.noted(owner, status('failed', { errorCodes: [131026] }));
  const file = { bytes: Buffer.from('the picture itself'), mimeType: 'image/x-made-up' };
  await world.downloads({ download: () => Promise.resolve(file) }).fetchDue(10, unending);

  expect(Object.keys(await world.counts())).toHaveLength(10);
  const rows = await Promise.all(
    Object.values(world.models).map((model) => (model.collection as unknown as mongo.Collection).find({}).toArray()),
  );
  const stored = Buffer.concat([
    ...rows.flat().map((row) => Buffer.from(mongo.BSON.serialize(row))),
    Buffer.from(JSON.stringify(world.said)),
  ]);
  const secrets = [
    ...[ana.phone, ana.bsuid, bilal.phone, bilal.bsuid].map((one) => one.value),
    ...['447700900123', ana.name, 'Bilal Imaginaire', 'Gita Pretend', 'Ana of the shop', ana.text, 'My garden'],
    ...[email, attribute, proof, 'Yes, the red ones', 'Your roses are coming', 'Roses for Ana', 'the picture itself'],
    ...[wamidOf('1'), wamidOf('out-1'), wamidOf('aside'), '900100', 'IdentityKeyHashOfAna=', 'image/x-made-up'],
  ];
  for (const secret of secrets) {
    for (const form of formsOf(secret)) expect([secret, stored.includes(form)]).toEqual([secret, false]);
  }
  // The scan can see: what stands in the clear is found.
  expect(stored.includes(owner.tenantId)).toBe(true);
});
