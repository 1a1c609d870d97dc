import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { createPaidSends } from '../../src/requests/paid-sends.ts';
import { createPaidSendStore } from '../../src/stores/paid-sends.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { tenantOf } from '../erasure/tenant-and-names.ts';

const dayMs = 86_400_000;

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const tenant = (paidSendsPerDay: number, id = 'tenant-first') => tenantOf(id, { budget: { paidSendsPerDay } });
const paidSends = () =>
  createPaidSends({ ...world.parts, store: createPaidSendStore({ model: world.stores.models.paidSend }) });

describe('the day’s budget of paid sends', () => {
  test('is kept to the number when fifty ask at once, and the business is told once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => paidSends().take(tenant(20))));
    expect(answers.filter(Boolean)).toHaveLength(20);
    const notices = await world.stores.models.notice.find({ event: 'budget.spent' }).lean();
    expect(notices).toHaveLength(1);
  });

  test('is another’s for another business, and new the next day', async () => {
    expect(await paidSends().take(tenant(1))).toBe(true);
    expect(await paidSends().take(tenant(1))).toBe(false);
    expect(await paidSends().take(tenant(1, 'tenant-second'))).toBe(true);
    world.clock.time += dayMs;
    expect(await paidSends().take(tenant(1))).toBe(true);
    expect(await paidSends().take(tenant(1))).toBe(false);
    expect(await world.stores.models.notice.countDocuments({ event: 'budget.spent' })).toBe(2);
  });

  test('of nothing lets nothing through', async () => {
    expect(await paidSends().take(tenant(0))).toBe(false);
    expect(await world.stores.models.paidSend.countDocuments()).toBe(0);
  });
});
