import fc from 'fast-check';

import { createBlindIndex } from '../../src/keys/blind-index.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { toInboxRow } from '../../webhooks/rows.ts';
import { describe, expect, test } from '../support/jest.ts';
import { ana, anaCard, now, text, webhook } from './door.ts';
import { parse } from './parsed.ts';

const blindIndex = createBlindIndex(createKeyring(Buffer.alloc(32, 7)));
const tenant = { tenantId: 'tenant-1', portfolioId: 'portfolio-1' } as Tenant;
const dayKey = { keyId: '2026-11-24', key: Buffer.alloc(32, 5) };

/** The id of the one row that a webhook makes when it comes at that time. */
function idOf(value: Readonly<Record<string, unknown>>, receivedAt = now): string {
  return idIn(webhook(value), receivedAt);
}

function idIn(payload: unknown, receivedAt = now): string {
  const [item, ...more] = parse(payload, receivedAt).flatMap(({ items }) => items);
  if (item === undefined || more.length > 0) throw new Error('not exactly one item');
  return toInboxRow(item, { tenant, blindIndex, dayKey, receivedAt })._id;
}

const messageAt = (timestamp: unknown) => ({ contacts: [anaCard], messages: [text('wamid.1', { timestamp })] });

describe('the id of an inbox row', () => {
  test('is the same whenever an item is delivered, whatever Meta’s time of it is: a redelivery is a duplicate', () => {
    const timestamps = fc.oneof(
      fc.nat({ max: 4_000_000_000 }).map(String),
      fc.integer(),
      fc.double(),
      fc.constantFrom(undefined, null, '', 'soon', {}, '1e99', '99999999999999999999'),
    );
    const times = fc.integer({ min: now - 9 * 86_400_000, max: now + 9 * 86_400_000 });
    fc.assert(
      fc.property(timestamps, times, times, (timestamp, one, other) => {
        const id = idOf(messageAt(timestamp), one);
        expect(id).toMatch(/^[0-9a-f]{8}\.1\.[A-Za-z0-9_-]{43}$/);
        expect(idOf(messageAt(timestamp), other)).toBe(id);
      }),
    );
  });

  test('of what happened later comes later, so that new rows stand at the end of the index', () => {
    const seconds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(seconds, seconds, (one, other) => {
        const ids = [one, other].map((timestamp) => idOf(messageAt(String(timestamp))));
        expect((ids[0] ?? '') < (ids[1] ?? '')).toBe(one < other);
      }),
    );
  });

  test('of a field that nobody knows is the same under another time of its entry, which is no part of what it says', () => {
    const [entry] = webhook({ some: 'thing' }, { field: 'brand_new' })['entry'] as object[];
    const at = (time: number) => ({ object: 'whatsapp_business_account', entry: [{ ...entry, time }] });
    expect(idIn(at(1_790_000_000))).toBe(idIn(at(1_790_000_600)));
  });

  test('of a card of the address book has the time that stands beside the card', () => {
    const contact = { full_name: ana.name, phone_number: ana.phone };
    const state_sync = [{ type: 'contact', action: 'add', contact, metadata: { timestamp: '1790000000' } }];
    expect(idOf({ state_sync }).slice(0, 9)).toBe(`${(1_790_000_000).toString(16)}.`);
  });

  test('says the second at which it was sent, and nothing else that can be read', () => {
    const id = idOf(messageAt('1790000000'));
    expect(id.slice(0, 9)).toBe(`${(1_790_000_000).toString(16)}.`);
    for (const secret of [ana.phone, ana.bsuid, 'wamid']) expect(id).not.toContain(secret);
  });
});
