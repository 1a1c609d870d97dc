import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import {
  anaCard,
  type Door,
  first,
  fourth,
  openDoor,
  ownSecret,
  second,
  text,
  third,
  webhook,
  outcomeOf,
} from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterEach(() => door.empty());
afterAll(() => door.close());

const count = async (): Promise<number> => (await door.rows()).length;
const deletion = webhook({ contacts: [anaCard], messages: [text('wamid.1')] });

describe('who may speak for whom', () => {
  const foreign = (): unknown => door.said.at(-1)?.facts['foreign'];

  test("a tenant's own app speaks for it, on the shared path and on its own", async () => {
    const own = webhook({ messages: [text('wamid.1')] }, { tenant: second });
    expect(outcomeOf(await door.post(own, { secret: ownSecret }))).toBe('accepted');
    expect(outcomeOf(await door.post(own, { secret: ownSecret, path: '/webhooks/whatsapp/tenant-second' }))).toBe(
      'duplicate',
    );
  });

  test("a tenant's own app stores nothing of another tenant's", async () => {
    const path = '/webhooks/whatsapp/tenant-second';
    expect(outcomeOf(await door.post(deletion, { secret: ownSecret, path }))).toBe('ignored');
    expect(foreign()).toBe(1);
    const mixed = {
      entry: [
        ...(webhook({ messages: [text('wamid.2')] }, { tenant: second })['entry'] as unknown[]),
        ...(deletion['entry'] as unknown[]),
      ],
    };
    expect(outcomeOf(await door.post(mixed, { secret: ownSecret }))).toBe('accepted');
    expect(foreign()).toBe(1);
    expect(await door.events(first.tenantId)).toEqual([]);
    expect(await door.events(second.tenantId)).toHaveLength(1);
  });

  test('the app that two tenants share speaks for both, on every path, and for no tenant that does not hold its secret', async () => {
    const all = [second, third, fourth, first];
    const messages = [text('wamid.1')];
    const entry = all.flatMap((tenant) => webhook({ messages }, { tenant })['entry'] as unknown[]);
    const stored = async (): Promise<readonly number[]> =>
      Promise.all(all.map(async ({ tenantId }) => (await door.events(tenantId)).length));
    for (const path of ['', '/tenant-second', '/tenant-third'].map((end) => `/webhooks/whatsapp${end}`)) {
      await door.empty();
      for (const entries of [entry, [...entry].reverse()])
        await door.post({ entry: entries }, { secret: ownSecret, path });
      expect(await stored()).toEqual([1, 1, 0, 0]);
      expect(foreign()).toBe(2);
    }
    for (const path of ['/tenant-fourth', '/tenant-first'].map((end) => `/webhooks/whatsapp${end}`)) {
      expect((await door.post({ entry }, { secret: ownSecret, path })).status).toBe(401);
    }
  });

  test("the operator's app no longer speaks for a tenant with an app of its own, nor on any tenant's path", async () => {
    const own = webhook({ messages: [text('wamid.1')] }, { tenant: second });
    expect(outcomeOf(await door.post(own))).toBe('ignored');
    expect((await door.post(own, { path: '/webhooks/whatsapp/tenant-second' })).status).toBe(401);
    expect((await door.post(deletion, { path: '/webhooks/whatsapp/tenant-first' })).status).toBe(401);
    expect((await door.post(deletion, { path: '/webhooks/whatsapp/nobody' })).status).toBe(401);
    expect(await count()).toBe(0);
  });

  test("another's number under the own WABA, and the own number under another's, are nobody's", async () => {
    const messages = [text('wamid.1')];
    const crossed = webhook({ messages }, { tenant: second, phoneNumberId: '222000222000222' });
    expect(outcomeOf(await door.post(crossed, { secret: ownSecret }))).toBe('ignored');
    expect(outcomeOf(await door.post(webhook({ messages }, { phoneNumberId: '444000444000444' })))).toBe('ignored');
    expect(outcomeOf(await door.post(webhook({ messages }, { wabaId: '999000999000999' })))).toBe('ignored');
    expect(await count()).toBe(0);
  });

  test('a message that names no number is nobody’s, an account field goes by its WABA', async () => {
    const bare = (value: unknown, field: string) => ({
      entry: { id: first.wabaId, time: 1790000000, changes: { field, value } },
    });
    expect(outcomeOf(await door.post(bare({ messages: [text('wamid.1')] }, 'messages')))).toBe('ignored');
    expect(outcomeOf(await door.post(bare({ event: 'PARTNER_REMOVED' }, 'account_update')))).toBe('accepted');
    expect(await door.events()).toMatchObject([
      { kind: 'account', field: 'account_update', facts: { event: 'PARTNER_REMOVED' } },
    ]);
    expect((await door.rows()).map(({ lane }) => lane)).toEqual([`account:${first.tenantId}`]);
  });
});
