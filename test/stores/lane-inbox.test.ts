import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type InboundEvent } from '../../src/domain/inbound.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { createLaneInbox } from '../../src/stores/lane-inbox.ts';
import { foundIn } from './forms-of.ts';
import { accept } from './accept-event.ts';
import { type OpenStores, openStores, startOfTest } from './open-stores.ts';

const phone: Identifier = { kind: 'phone', value: '16505550100' };
const event: InboundEvent = {
  kind: 'preference',
  business: { wabaId: '111', phoneNumberId: '222' },
  at: toInstant(startOfTest - 1_000),
  names: [phone],
  wantsMarketing: false,
};
const scope = { tenantId: 'tenant-1', portfolioId: 'portfolio-1' };
let stores: OpenStores;

beforeAll(async () => {
  stores = await openStores();
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

describe('the inbox as the conversation sees it', () => {
  test('hands out an item whose words are read only when asked for', async () => {
    const { id, lane } = await accept(stores, scope, event);
    const [item, ...others] = await createLaneInbox(stores.inbox).claim(lane, startOfTest, 10);
    expect(others).toEqual([]);
    expect(item).toEqual({
      id,
      lane,
      tenantId: 'tenant-1',
      receivedAt: startOfTest,
      attempts: 0,
      read: expect.any(Function),
    });
    expect(await item?.read()).toEqual(event);
    expect(foundIn(await stores.rawBytes(), [phone.value])).toEqual([]);
  });

  test('says how often an item failed, and gives it back when it is due', async () => {
    const { id, lane } = await accept(stores, scope, event);
    const inbox = createLaneInbox(stores.inbox);
    const dueAt = new Date(startOfTest + 4_000);
    expect(await inbox.failed(id, { errorCode: 'a_code', dueAt })).toBe('pending');
    expect(await inbox.claim(lane, startOfTest + 3_999, 10)).toEqual([]);
    expect(await inbox.claim(lane, startOfTest + 4_000, 10)).toMatchObject([{ id, attempts: 1 }]);
    await inbox.done([id]);
    expect(await inbox.claim(lane, startOfTest + 4_000, 10)).toEqual([]);
    expect(await inbox.failed(id, { errorCode: 'a_code', dueAt })).toBeNull();
  });

  test('an item whose day’s key is destroyed says nothing', async () => {
    const { lane } = await accept(stores, scope, event);
    await stores.models.dayKeys.deleteMany({});
    stores.clock.time += 20 * 86_400_000;
    const [item] = await createLaneInbox(stores.inbox).claim(lane, stores.clock.time, 10);
    expect(await item?.read()).toBeNull();
  });
});
