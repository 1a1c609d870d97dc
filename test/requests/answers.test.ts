import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { initialConversation } from '../../flows/step.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { createExtensions } from '../../src/requests/extensions.ts';
import { createLockOuts } from '../../src/requests/lock-outs.ts';
import { createRefusals } from '../../src/requests/refusals.ts';
import { collecting, copyingIn, linksIn, verifiedMatter } from '../access/copying.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';
import { waitingIn } from './asking.ts';

const dayMs = 86_400_000;

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  waitingIn(world, 72);
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

const extensions = () => createExtensions(world.parts);
const refusals = () => createRefusals(world.parts);
const texts = (): readonly string[] =>
  world.sent.map(({ message }) => (message.kind === 'text' ? message.body : message.kind));

async function waiting(subject = ana): Promise<{ readonly requestId: string; readonly reference: string }> {
  const requestId = await world.verifiedRequest(world.tenant, subject);
  await world.runnerOf().run(requestId);
  return { requestId, reference: (await world.request(requestId)).reference };
}

describe('an extension', () => {
  test('gives two months more, once; the person hears until when, why, where to complain and of the court', async () => {
    const { requestId, reference } = await waiting();
    const verifiedAt = world.clock.time;
    world.clock.time += dayMs;
    const until = await extensions().extend('tenant-first', reference, 'complex');
    expect(until).toBe(new Date(verifiedAt + 90 * dayMs).toISOString());
    await world.runnerOf().run(requestId);
    expect(texts()).toContainEqual(expect.stringMatching(/longer than a month.*difficult case.*complain.*court/s));
    await expect(extensions().extend('tenant-first', reference, 'complex')).rejects.toMatchObject({
      code: 'request_extended',
    });
    const found = await world.desk.status({ tenant: world.tenant, subject: ana, requestId, reference: null });
    expect(found?.dueAt).toBe(until);
    // It changes what is promised, not when it begins.
    world.clock.time = verifiedAt + 3 * dayMs;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('names the authority of the phone’s country', async () => {
    const bilal = await world.person(world.tenant, bilalNames);
    const { requestId, reference } = await waiting(bilal);
    await extensions().extend('tenant-first', reference, 'many-requests');
    await world.runnerOf().run(requestId);
    expect(texts().at(-1)).toContain('ICO: ico.org.uk');
  });

  test.each([
    ['in words, while they can be read', 1, undefined],
    ['by template, once they cannot', 25, 'oubli_news'],
  ])('of an erasure that stands still is told, their row being gone: %s', async (_way, hours, notice) => {
    const { requestId, reference } = await waiting();
    await world.stores.conversations.save({
      ...{ conversationId: 'chat-1', subject: ana, phoneNumberId: '222000222000222', lane: 'lane-1', version: 0 },
      ...{
        state: initialConversation(),
        outbox: [],
        timers: [],
        handled: [],
        lastInboundAt: world.clock.time + 3 * dayMs,
      },
    });
    const blind = world.erasers.map((one) =>
      one.store === 'person_keys' ? { ...one, scan: () => Promise.reject(new Error('It is away.')) } : one,
    );
    world.clock.time += 3 * dayMs;
    expect((await world.runUntilRest(world.runnerWith(blind), requestId)).state.name).toBe('blocked');
    expect(await world.stores.subjects.byId(ana.subjectId)).toBeNull();
    const templates = notice === undefined ? {} : { notice };
    world.tenants.set('tenant-first', tenantOf('tenant-first', { templates }));
    world.clock.time += hours * 3_600_000;
    world.sent.length = 0;
    await extensions().extend('tenant-first', reference, 'complex');
    await world.runnerOf().run(requestId);
    expect(world.sent).toMatchObject([{ to: { phone: '16505550100' } }]);
    expect(texts()).toEqual([notice === undefined ? expect.stringMatching(/longer than a month/) : 'template']);
  });

  test('is refused from day 30 on, for what is not confirmed or over, and to another business', async () => {
    const opened = await world.openRequest(world.tenant, ana);
    const { reference: early } = await world.request(opened);
    const extend = (tenantId: string, reference: string) => extensions().extend(tenantId, reference, 'complex');
    await expect(extend('tenant-first', early)).rejects.toMatchObject({ code: 'request_not_extendable' });
    await world.desk.codeSent(opened, 'template');
    await world.desk.verified(opened);
    await expect(extend('tenant-second', early)).rejects.toMatchObject({ code: 'request_missing' });
    world.clock.time += 30 * dayMs;
    await expect(extend('tenant-first', early)).rejects.toMatchObject({ code: 'extension_too_late' });
    await world.runnerOf().run(opened);
    await expect(extend('tenant-first', early)).rejects.toMatchObject({ code: 'request_not_extendable' });
  });
});

describe('a refusal', () => {
  test('ends it, tells ground, words, complaint and court, and leaves nothing of the person', async () => {
    const { requestId, reference } = await waiting();
    await refusals().refuse(world.tenant, reference, 'legal_claims', 'We are in court about this order.');
    expect(texts().at(-1)).toMatch(/refused.*open legal matter.*in court about this order.*complain.*go to court/s);
    const row = await world.stores.models.request.findById(requestId).lean();
    expect(row).toMatchObject({ state: { name: 'refused', ground: 'legal_claims' }, noticesDue: [] });
    for (const field of ['subjectId', 'keyId', 'names', 'run', 'subjectRef', 'dueAt']) {
      expect(row).not.toHaveProperty(field);
    }
    expect(JSON.stringify(row)).not.toContain('about this order');
    world.clock.time += 10 * dayMs;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('refused');
    expect(world.sent).toHaveLength(1);
  });

  test('lifts the lock-out, and the person can ask again', async () => {
    const { reference } = await waiting();
    await refusals().refuse(world.tenant, reference, 'unfounded', null);
    const { store } = world.parts;
    const lockOuts = createLockOuts({ store, blindIndex: world.stores.blindIndex });
    expect(await lockOuts.isLockedOut(world.tenant, anaNames)).toBe(false);
    expect((await world.stores.subjects.byId(ana.subjectId))?.isLockedOut).toBe(false);
    const again = await world.openRequest(world.tenant, ana);
    expect((await world.request(again)).state.name).toBe('intent_shown');
  });

  test('is told by the run when whoever refused died before telling: with the ground, without the words', async () => {
    const { requestId, reference } = await waiting();
    const dying = createRefusals({ ...world.parts, tellPerson: () => Promise.reject(new Error('died')) });
    await expect(dying.refuse(world.tenant, reference, 'excessive', 'Words.')).rejects.toThrow('died');
    expect((await world.request(requestId)).person).not.toBeNull();
    world.clock.time += 60_000;
    await world.runnerOf().run(requestId);
    expect(texts()).toEqual([expect.stringMatching(/asked too often/)]);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'refused' }, person: null, dueAt: null });
  });

  test('locks nobody out for good when it is cut off: the next try, or the run, goes on', async () => {
    const { requestId, reference } = await waiting();
    const subjects = { ...world.stores.subjects, lockOut: () => Promise.reject(new Error('died')) };
    const dying = createRefusals({ ...world.parts, subjects });
    await expect(dying.refuse(world.tenant, reference, 'excessive', null)).rejects.toThrow('died');
    await refusals().refuse(world.tenant, reference, 'excessive', null);
    expect((await world.request(requestId)).state.name).toBe('refused');
    expect((await world.stores.subjects.byId(ana.subjectId))?.isLockedOut).toBe(false);
  });

  test('that comes too late, the run being faster, leaves the person locked out', async () => {
    const { requestId, reference } = await waiting();
    const { store } = world.parts;
    const isWritten = { now: false };
    const late: typeof store = {
      ...store,
      async change(request, change, fence) {
        if (!isWritten.now) {
          isWritten.now = true;
          await store.change(request, { state: { name: 'planning', verifiedAt: new Date(0).toISOString() } });
        }
        return store.change(request, change, fence);
      },
    };
    const refusing = createRefusals({ ...world.parts, store: late }).refuse(world.tenant, reference, 'contract', null);
    await expect(refusing).rejects.toMatchObject({ code: 'request_not_refusable' });
    expect((await world.request(requestId)).state.name).toBe('planning');
    expect(await world.stores.subjects.isLockedOut(ana.subjectId)).toBe(true);
  });

  test.each(['planning', 'blocked'] as const)('of a copy is possible while it is %s: nothing leaves', async (name) => {
    const copying = copyingIn(world, { collectors: [collecting(['a rose'], () => refuseMeanwhile())] });
    const requestId = await verifiedMatter(world, ana, { right: 'access', part: 'all' });
    const { reference } = await world.request(requestId);
    const refuse = () => refusals().refuse(world.tenant, reference, 'not_the_person', 'We rang you.');
    const refuseMeanwhile = () => (name === 'planning' ? refuse() : Promise.reject(new Error('out of order')));
    await world.runUntilRest(copying.runner, requestId);
    if (name === 'blocked') {
      expect((await world.request(requestId)).state.name).toBe('blocked');
      await refuse();
    }
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'refused' }, person: null, dueAt: null });
    expect(linksIn(world)).toEqual([]);
    expect(texts().at(-1)).toMatch(/refused.*No copy was made.*not sure.*We rang you/s);
    if (name === 'blocked') expect(texts()[0]).toMatch(/Your copy takes longer/);
    expect(texts().join()).not.toMatch(/delet/i);
  });

  test('of a part lifts no lock-out of another request', async () => {
    const requestId = await verifiedMatter(world, ana, { right: 'erasure', part: { kind: 'media' } });
    await world.stores.subjects.lockOut(ana.subjectId, true);
    await refusals().refuse(world.tenant, (await world.request(requestId)).reference, 'contract', null);
    expect(await world.stores.subjects.isLockedOut(ana.subjectId)).toBe(true);
    expect(texts()).toEqual([expect.stringMatching(/refused.*Nothing was deleted/s)]);
  });

  test('is not possible too early, too late, or for another business', async () => {
    const requestId = await world.openRequest(world.tenant, ana);
    const { reference } = await world.request(requestId);
    const refuse = (tenant = world.tenant) => refusals().refuse(tenant, reference, 'contract', null);
    await expect(refuse()).rejects.toMatchObject({ code: 'request_not_refusable' });
    await world.desk.verified(requestId);
    await expect(refuse(tenantOf('tenant-second'))).rejects.toMatchObject({ code: 'request_missing' });
    world.clock.time += 3 * dayMs;
    await world.runnerOf().run(requestId);
    await expect(refuse()).rejects.toMatchObject({ code: 'request_not_refusable' });
    expect(texts()).toEqual([]);
  });
});
