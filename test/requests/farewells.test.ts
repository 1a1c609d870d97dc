import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type SendResult } from '../../src/conversation/sender.ts';
import { requestClocks } from '../../src/requests/clocks.ts';
import { nextBudgetAt } from '../../src/requests/paid-sends.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';
import { fill } from '../erasure/samples.ts';

let world: ErasureWorld;
let requestId: string;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  const ana = await world.person(world.tenant, anaNames);
  requestId = await world.verifiedRequest(world.tenant, ana);
  await fill(world, world.identity(ana), 1, ['contacts', 'conversations']);
  await world.runnerOf().run(requestId);
});
afterAll(() => world.close());

/** Neither the row nor the key that opened it. */
async function expectShredded(): Promise<void> {
  expect(await world.stores.models.farewell.countDocuments()).toBe(0);
  expect(await world.stores.models.personKey.countDocuments()).toBe(0);
}

describe('a farewell', () => {
  test('says once what went and the reference, to the person, and is shredded with its key', async () => {
    const { reference } = await world.request(requestId);
    expect(await world.farewells.deliver(requestId)).toBe('sent');
    expect(world.sent).toEqual([
      {
        to: { phone: '16505550100', bsuid: 'US.1000000000000000001' },
        message: { kind: 'text', body: expect.stringContaining(reference) },
      },
    ]);
    expect(world.sent[0]?.message).toMatchObject({
      body: expect.stringMatching(/Made-Up Plants.*Your contact card/su),
    });
    await expectShredded();
    expect(await world.farewells.deliver(requestId)).toBe('none');
    expect(world.sent).toHaveLength(1);
    // Meta writes the pair of names with every message: it is asked to forget them after the last one.
    expect(world.forgotten).toEqual(['US.1000000000000000001']);
    // No trace of the send: its statuses will find nothing.
    expect(await world.stores.models.message.countDocuments()).toBe(0);
  });

  test('goes by the business’s template, receipt and secret in one line, where the 24-hour window is closed', async () => {
    world.tenants.set('tenant-first', tenantOf('tenant-first', { templates: { notice: 'oubli_news' } }));
    world.answers.push({ name: 'refused', reason: 'window-closed', code: 131047 });
    expect(await world.farewells.deliver(requestId)).toBe('sent');
    const { reference } = await world.request(requestId);
    const line = expect.stringMatching(/deleted, and we checked.*\/r\/ER-.*Secret for it: .{20}/);
    expect(world.sent[1]?.message).toEqual({
      ...{ kind: 'template', name: 'oubli_news', language: 'en', parameters: [line, reference] },
    });
    await expectShredded();
  });

  /** The request of somebody who wrote last a day and an hour before their data was erased. */
  async function erasedLate(tenant: Partial<Tenant> = {}): Promise<string> {
    world.tenants.set('tenant-first', tenantOf('tenant-first', { templates: { notice: 'oubli_news' }, ...tenant }));
    const bilal = await world.person(world.tenant, bilalNames);
    const late = await world.verifiedRequest(world.tenant, bilal);
    await fill(world, world.identity(bilal), 1, ['conversations']);
    const { subjectId } = bilal;
    const lastInboundAt = new Date(world.clock.time - 25 * 3_600_000);
    const phoneNumberId = '222000222000222';
    await world.stores.models.conversation.collection.updateMany(
      { subjectId },
      { $set: { lastInboundAt, phoneNumberId } },
    );
    await world.runnerOf().run(late);
    world.sent.length = 0;
    return late;
  }

  const rowOf = (farewellId: string) => world.stores.models.farewell.findById(farewellId).lean();

  test('does not try free words first when it is known that the window is closed: Meta would take them, and say later that they failed', async () => {
    const late = await erasedLate();
    expect((await world.request(late)).heardAt).toBeNull();
    expect(await world.farewells.deliver(late)).toBe('sent');
    expect(world.sent.map(({ message }) => message.kind)).toEqual(['template']);
  });

  test('waits for the next day’s budget where the window is closed and the day’s is spent, and says nothing that Meta would lose', async () => {
    const late = await erasedLate({ budget: { paidSendsPerDay: 0 } });
    expect(await world.farewells.deliver(late)).toBe('later');
    expect(world.sent).toEqual([]);
    const row = await rowOf(late);
    expect(Number(row?.dueAt)).toBe(nextBudgetAt(world.clock.time));
    world.tenants.set('tenant-first', tenantOf('tenant-first', { templates: { notice: 'oubli_news' } }));
    world.clock.time = nextBudgetAt(world.clock.time);
    expect(await world.farewells.deliver(late)).toBe('sent');
    expect(world.sent.map(({ message }) => message.kind)).toEqual(['template']);
  });

  test('waits for the next day’s budget when it is only Meta that says that the window is closed', async () => {
    const templates = { notice: 'oubli_news' };
    world.tenants.set('tenant-first', tenantOf('tenant-first', { templates, budget: { paidSendsPerDay: 0 } }));
    world.answers.push({ name: 'refused', reason: 'window-closed', code: 131047 });
    expect(await world.farewells.deliver(requestId)).toBe('later');
    expect(await rowOf(requestId)).not.toBeNull();
  });

  test('waits for its template to be mended where the window is closed, in no free words, and takes one paid send for all tries', async () => {
    const late = await erasedLate({ budget: { paidSendsPerDay: 1 } });
    const paused: SendResult = { name: 'refused', reason: 'template', code: 132015 };
    world.answers.push(paused, paused);
    for (const expected of ['later', 'later', 'sent']) {
      expect(await world.farewells.deliver(late)).toBe(expected);
      world.clock.time += 600_000;
    }
    expect(world.sent.map(({ message }) => message.kind)).toEqual(['template', 'template', 'template']);
  });

  test.each<SendResult>([
    { name: 'refused', reason: 'authorisation', code: 190 },
    { name: 'refused', reason: 'account', code: 131042 },
  ])('waits for what the business can mend, and goes out then: $reason', async (answer) => {
    world.answers.push(answer);
    expect(await world.farewells.deliver(requestId)).toBe('later');
    world.clock.time += 600_000;
    expect(await world.farewells.due(world.clock.time, 10)).toEqual([requestId]);
    expect(await world.farewells.deliver(requestId)).toBe('sent');
    await expectShredded();
  });

  test('waits for nothing beyond its day', async () => {
    world.clock.time += requestClocks.farewellMs - 600_000;
    world.answers.push({ name: 'refused', reason: 'authorisation', code: 190 });
    expect(await world.farewells.deliver(requestId)).toBe('given-up');
    await expectShredded();
  });

  test.each<SendResult>([
    { name: 'refused', reason: 'window-closed', code: 131047 },
    { name: 'refused', reason: 'undeliverable', code: 131026 },
    { name: 'unknown' },
  ])('is shredded when it cannot be sent, or nobody knows: $name $reason', async (answer) => {
    world.answers.push(answer);
    expect(await world.farewells.deliver(requestId)).toBe('given-up');
    await expectShredded();
  });

  test('waits where Meta asks to wait, and goes out then', async () => {
    world.answers.push({ name: 'try-later', afterMs: 30_000, code: 130429 });
    expect(await world.farewells.deliver(requestId)).toBe('later');
    expect(await world.farewells.deliver(requestId)).toBe('none');
    world.clock.time += 30_000;
    expect(await world.farewells.due(world.clock.time, 10)).toEqual([requestId]);
    expect(await world.farewells.deliver(requestId)).toBe('sent');
    await expectShredded();
  });

  test('of ten workers at once, one sends', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => world.farewells.deliver(requestId)));
    expect(outcomes.filter((one) => one === 'sent')).toHaveLength(1);
    expect(world.sent).toHaveLength(1);
  });

  test('is never said after a day: row and key end by themselves then', async () => {
    const erasedAt = world.clock.time;
    const [row, key] = await Promise.all([
      world.stores.models.farewell.findById(requestId).lean(),
      world.stores.models.personKey.findOne().lean(),
    ]);
    expect([Number(row?.expiresAt), Number(key?.keptUntil)]).toEqual([
      erasedAt + requestClocks.farewellMs,
      erasedAt + requestClocks.farewellMs,
    ]);
    world.clock.time += requestClocks.farewellMs;
    expect(await world.farewells.deliver(requestId)).toBe('given-up');
    expect(world.sent).toEqual([]);
    await expectShredded();
  });

  test('names nobody where it lies', async () => {
    const rows = await world.connection.collection('farewells').find({}, { raw: true }).toArray();
    const bytes = Buffer.concat(rows as unknown as Buffer[]).toString('latin1');
    expect(bytes.length).toBeGreaterThan(100);
    for (const name of ['16505550100', 'US.1000', 'plants']) expect(bytes).not.toContain(name);
  });
});
