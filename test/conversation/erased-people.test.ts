import { beforeEach, describe, expect, test } from '../support/jest.ts';

import { type InboundEvent } from '../../src/domain/inbound.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { makeWamid } from '../support/graph/wamid.ts';
import { bsuid, openStage, phone, phoneNumberId, tenantOf } from './stage.ts';
import { rememberedOf } from '../support/remembered.ts';

const stage = openStage();

const erasedAt = startOfTest + 400;
const second = 1_000;
const parent: Identifier = { kind: 'parent_bsuid', value: 'US.ENT.exampleFamily01' };
const business = { wabaId: '111000111000111', phoneNumberId };
const text = { kind: 'text', text: 'Hello from before' } as const;

beforeEach(async () => {
  await stage().stores.tombstones.bury(
    rememberedOf(stage().stores.blindIndex, tenantOf(), [bsuid, phone, parent], { locale: 'en' }),
    erasedAt,
  );
  stage().pass(6 * 86_400_000);
});

/** Everything but what is keyed under a purpose of its own: leases, day keys, and the tombstones. */
async function left(): Promise<Readonly<Record<string, number>>> {
  const { lanes, day_keys, tombstones, ...rest } = await stage().stores.rowCounts();
  expect([lanes ?? 0, day_keys ?? 0, tombstones]).toEqual([expect.any(Number), expect.any(Number), 3]);
  return rest;
}

const at = toInstant(startOfTest);
const messageId = 'wamid.of-before';
const kinds: readonly (readonly [string, InboundEvent])[] = [
  [
    'message',
    {
      kind: 'message',
      business,
      at,
      names: [phone],
      messageId,
      profileName: 'Ana',
      identityKeyHash: null,
      content: text,
    },
  ],
  [
    'edit',
    {
      kind: 'message',
      business,
      at,
      names: [phone],
      messageId,
      profileName: 'Ana',
      identityKeyHash: null,
      content: { kind: 'edit', originalMessageId: 'wamid.x', text: 'mended' },
    },
  ],
  [
    'revoke',
    {
      kind: 'message',
      business,
      at,
      names: [phone],
      messageId,
      profileName: 'Ana',
      identityKeyHash: null,
      content: { kind: 'revoke', originalMessageId: 'wamid.x' },
    },
  ],
  ['status', { kind: 'status', business, at, names: [phone], messageId, status: 'read', errorCodes: [] }],
  ['echo', { kind: 'echo', business, at, names: [phone], messageId, content: text }],
  ['history', { kind: 'history', business, at, names: [phone], messageId, direction: 'in', content: text }],
  ['preference', { kind: 'preference', business, at, names: [phone], wantsMarketing: true }],
  ['address book', { kind: 'contact-sync', business, at, names: [phone], action: 'add', fullName: 'Ana Fictive' }],
  [
    'number change',
    {
      kind: 'identity-change',
      business,
      at,
      names: [{ kind: 'phone', value: '447700900123' }],
      previous: [phone],
      messageId,
    },
  ],
  ['unknown', { kind: 'unsupported', business, at, names: [phone], field: 'messages', type: 'order' }],
];

describe('of somebody erased (privacy.md 8.7 number 4)', () => {
  test.each(kinds)('a late %s leaves zero bytes, its row of the inbox included', async (_kind, event) => {
    await stage().receive(event);
    expect(await left()).toEqual({});
    expect(stage().asked).toEqual([]);
    expect(stage().told()).toEqual([]);
    expect(stage().said).toEqual([{ name: 'event_of_erased_dropped', facts: { kind: event.kind } }]);
  });

  test.each([
    ['BSUID', bsuid],
    ['parent BSUID', parent],
  ])('DELETE that comes again on day 6 under the %s alone starts nothing', async (_name, name) => {
    await stage().receive(stage().message('DELETE', { names: [name], at }));
    expect(await left()).toEqual({});
    expect(stage().told()).toEqual([]);
  });

  test('DELETE that comes again under an id nobody knew is known by the number in its own id', async () => {
    const unknown: Identifier = { kind: 'bsuid', value: 'US.neverSeenBefore01' };
    const messageId = makeWamid({ phone: phone.value }, 'in');
    await stage().receive(stage().message('DELETE', { names: [unknown], at, messageId }));
    expect(await left()).toEqual({});
    expect(stage().told()).toEqual([]);
  });

  test('the second in which the erasure began is before it; the next one is after it', async () => {
    await stage().receive(stage().message('DELETE', { at: toInstant(startOfTest) }));
    expect(stage().told()).toEqual([]);
    await stage().receive(stage().message('DELETE', { at: toInstant(startOfTest + second) }));
    expect(stage().told()).toHaveLength(1);
  });

  test('with our clock an hour behind, what they write anew is still new, and what is old is old', async () => {
    stage().stores.clock.time = erasedAt - 3_600_000;
    const received = { at: toInstant(erasedAt - 3_600_000) };
    await stage().receive(stage().message('DELETE', { ...received, aheadAt: toInstant(startOfTest - second) }));
    expect(stage().told()).toEqual([]);
    await stage().receive(stage().message('DELETE', { ...received, aheadAt: toInstant(startOfTest + 60 * second) }));
    expect(stage().told()).toHaveLength(1);
  });

  test('the same at another business is somebody who was not erased there', async () => {
    stage().tenants.set('tenant-1', tenantOf({ tenantId: 'tenant-2' }));
    stage().tenants.set('tenant-2', tenantOf({ tenantId: 'tenant-2' }));
    await stage().receive(stage().message('DELETE', { at }));
    expect(stage().told()).toHaveLength(1);
  });

  test('a second erasure moves the line forward, an older one written again does not move it back', async () => {
    const { tombstones } = stage().stores;
    await tombstones.bury(
      rememberedOf(stage().stores.blindIndex, tenantOf(), [phone], { locale: 'fr' }),
      erasedAt + 60 * second,
    );
    await tombstones.bury(rememberedOf(stage().stores.blindIndex, tenantOf(), [phone], { locale: 'fr' }), erasedAt);
    expect(await tombstones.latest(tenantOf(), [phone])).toMatchObject({ erasedAt: erasedAt + 60 * second });
    await stage().receive(stage().message('DELETE', { at: toInstant(erasedAt + 30 * second) }));
    expect(stage().told()).toEqual([]);
  });

  test('their tombstone holds hashes and times, and goes after 45 days', async () => {
    const rows = await stage().stores.models.tombstones.find({}).lean();
    const { blindIndex } = stage().stores;
    expect(rows.map(({ _id }) => _id).sort()).toEqual(
      [bsuid, phone, parent].map((one) => blindIndex.tombstone(tenantOf(), one)).sort(),
    );
    for (const row of rows) {
      expect(Object.keys(row).sort()).toEqual(['_id', 'erasedAt', 'expiresAt', 'locale', 'tenantId']);
      expect(Number(row.expiresAt) - Number(row.erasedAt)).toBe(45 * 86_400_000);
    }
    expect(blindIndex.names(tenantOf(), [bsuid, phone, parent])).not.toContain(rows[0]?._id);
  });
});
