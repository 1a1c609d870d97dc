import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type SendResult } from '../../src/conversation/sender.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { createExtensions } from '../../src/requests/extensions.ts';
import { createRefusals } from '../../src/requests/refusals.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, tenantOf } from '../erasure/tenant-and-names.ts';

const dayMs = 86_400_000;
const paused: SendResult = { name: 'refused', reason: 'template', code: 132_015 };

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  business();
  // Imported, or noted by the staff: there is no chat.
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

/** The business has three days to object, and a template for news. */
function business(rest: Partial<Tenant> = {}): void {
  const instruction = { version: '1', objectionHours: 72, kept: [], hash: sha256Base64url('standing') };
  const tenant = tenantOf('tenant-first', { instruction, templates: { notice: 'oubli_news' }, ...rest });
  world.tenants.set(tenant.tenantId, tenant);
}

/** It takes longer than a month: news for the person. */
async function extended(): Promise<string> {
  const requestId = await world.verifiedRequest(world.tenant, ana);
  await world.runnerOf().run(requestId);
  world.sent.length = 0;
  const { reference } = await world.request(requestId);
  await createExtensions(world.parts).extend('tenant-first', reference, 'complex');
  return requestId;
}

async function later(requestId: string, afterMs: number): Promise<void> {
  world.clock.time += afterMs;
  await world.runnerOf().run(requestId);
}
const kinds = () => world.sent.map(({ message }) => message.kind);
const lines = () => world.sent.map(({ message }) => JSON.stringify(message));
const paid = async () => (await world.stores.models.paidSend.find().lean()).map(({ count }) => count);

describe('news for somebody without a chat, whose template is held up', () => {
  test('while it is paused are tried again until it is back: paid once, and never lost to free words', async () => {
    const requestId = await extended();
    world.answers.push(paused, paused);
    await world.runnerOf().run(requestId);
    expect(kinds()).toEqual(['template']);
    expect(await world.request(requestId)).toMatchObject({
      noticesDue: ['person.extended'],
      state: { name: 'waiting' },
      dueAt: world.clock.time + 600_000,
    });
    await later(requestId, 600_000);
    await later(requestId, 600_000);
    expect(kinds()).toEqual(['template', 'template', 'template']);
    expect(await world.request(requestId)).toMatchObject({ noticesDue: [], newsHeld: null });
    expect(await paid()).toEqual([1]);
    await later(requestId, dayMs);
    expect(lines().filter((line) => line.includes('longer than a month'))).toHaveLength(3);
  });

  test('while a limit of Meta’s holds it up wait for as long as that asks', async () => {
    const requestId = await extended();
    world.answers.push({ name: 'try-later', afterMs: 60_000, code: 130_429 });
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).dueAt).toBe(world.clock.time + 60_000);
    await later(requestId, 60_000);
    expect(kinds()).toEqual(['template', 'template']);
    expect(await paid()).toEqual([1]);
  });

  test('while the day’s budget is spent wait for the next day', async () => {
    business({ budget: { paidSendsPerDay: 0 } });
    const requestId = await extended();
    await world.runnerOf().run(requestId);
    expect(kinds()).toEqual([]);
    business();
    const midnight = Math.ceil(world.clock.time / dayMs) * dayMs;
    expect((await world.request(requestId)).dueAt).toBe(midnight);
    await later(requestId, midnight - world.clock.time);
    expect(kinds()).toEqual(['template']);
  });

  test('hold up no erasure, and are none any more once it is done', async () => {
    const requestId = await extended();
    world.answers.push(paused, paused, paused);
    await world.runnerOf().run(requestId);
    await later(requestId, 3 * dayMs);
    const { state, noticesDue, newsHeld } = await world.request(requestId);
    expect([state.name, newsHeld]).toEqual(['erased', null]);
    expect(noticesDue).not.toContain('person.extended');
  });

  test('that are no longer so are dropped: "it will be deleted, write CANCEL" is not said once it is', async () => {
    const requestId = await world.openRequest(world.tenant, ana);
    await world.desk.noCode(requestId, 'budget', null);
    world.answers.push(paused);
    await later(requestId, 1.1 * dayMs);
    expect((await world.request(requestId)).noticesDue).toContain('person.waiting');
    business({ instruction: tenantOf('tenant-first').instruction });
    world.sent.length = 0;
    await later(requestId, 10 * dayMs);
    await later(requestId, 10 * dayMs);
    expect((await world.request(requestId)).state.name).toBe('erased');
    expect(lines().join('\n')).toMatch(/week is over/);
    expect(lines().join('\n')).not.toMatch(/will be deleted on/);
  });

  test('make no run come again and again while whoever refused tells the person', async () => {
    const requestId = await extended();
    world.answers.push(paused);
    await world.runnerOf().run(requestId);
    world.clock.time += 600_000;
    const tellPerson = () => Promise.reject(new Error('died'));
    const { reference } = await world.request(requestId);
    const dying = createRefusals({ ...world.parts, tellPerson });
    await expect(dying.refuse(world.tenant, reference, 'contract', null)).rejects.toThrow('died');
    world.clock.time += 1_000;
    await world.stores.requests.change(await world.request(requestId), { dueAt: world.clock.time });
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).dueAt).toBe(world.clock.time - 1_000 + 60_000);
    await later(requestId, 60_000);
    expect(await world.request(requestId)).toMatchObject({ person: null, newsHeld: null, noticesDue: [], dueAt: null });
  });

  test('reach whoever is known to the run alone, their own row being gone', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const blind = world.erasers.map((one) =>
      one.store === 'person_keys' ? { ...one, scan: () => Promise.reject(new Error('It is away.')) } : one,
    );
    world.clock.time += 3 * dayMs;
    expect((await world.runUntilRest(world.runnerWith(blind), requestId)).state.name).toBe('blocked');
    await createExtensions(world.parts).extend('tenant-first', (await world.request(requestId)).reference, 'complex');
    world.sent.length = 0;
    world.answers.push(paused);
    await world.runnerOf().run(requestId);
    await later(requestId, 600_000);
    expect(kinds()).toEqual(['template', 'template']);
    expect(await world.request(requestId)).toMatchObject({ noticesDue: [], state: { name: 'blocked' }, dueAt: null });
  });

  test('of a business without a template are tried once in free words, as nothing else will ever go out', async () => {
    business({ templates: {} });
    const requestId = await extended();
    world.answers.push({ name: 'refused', reason: 'window-closed', code: 131_047 });
    await world.runnerOf().run(requestId);
    expect(kinds()).toEqual(['text']);
    expect((await world.request(requestId)).noticesDue).toEqual([]);
  });
});
