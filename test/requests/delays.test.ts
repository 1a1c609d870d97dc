import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { initialConversation } from '../../flows/step.ts';
import { parkedUntilHeard } from '../../src/conversation/next-due.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { createExtensions } from '../../src/requests/extensions.ts';
import { createRefusals } from '../../src/requests/refusals.ts';
import { createRequestOperator } from '../../src/requests/request-operator.ts';
import { type RequestRecord } from '../../src/requests/request-record.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, tenantOf } from '../erasure/tenant-and-names.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const phoneNumberId = '222000222000222';

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

/** What the row says of how the person is known. */
async function note(fields: Readonly<Record<string, unknown>>): Promise<void> {
  await world.stores.models.subject.collection.updateOne({ _id: ana.subjectId as never }, { $set: fields });
}

/** Puts the person into a chat in which they wrote just now. */
async function chats(): Promise<void> {
  await world.stores.conversations.save({
    ...{ conversationId: 'chat-1', subject: ana, phoneNumberId, lane: 'lane-1', version: 0 },
    ...{ state: initialConversation(), outbox: [], timers: [], handled: [], lastInboundAt: world.clock.time },
  });
}

async function outbox() {
  return (await world.stores.conversations.find(ana, phoneNumberId))?.outbox ?? [];
}

async function textsWaiting(): Promise<readonly string[]> {
  return (await outbox()).map(({ effect }) =>
    effect.kind === 'reply' && effect.message.kind === 'text' ? effect.message.body : effect.kind,
  );
}

async function pass(requestId: string, ms: number): Promise<RequestRecord> {
  world.clock.time += ms;
  await world.runnerOf().run(requestId);
  return world.request(requestId);
}

const operatorParts = () => ({ ...world.parts, subjects: world.stores.subjects });

async function idOf(reference: string): Promise<string> {
  return (await world.parts.store.byReference(reference))?.requestId ?? '';
}

const changedKey = () => note({ identityKey: 'h', identityKeyChangedAt: new Date(world.clock.time - hourMs) });

describe('the delay of a verified request', () => {
  test('is none for somebody new, though nothing is known of their key', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const { risk, startsAt } = await world.request(requestId);
    expect(risk).toEqual({ level: 'low', delayHours: 0, reasons: ['no-baseline', 'chat-code'] });
    expect(startsAt).toBe(world.clock.time);
  });

  test('is a day after a key change, with the reason, and erasing begins after it', async () => {
    await changedKey();
    const requestId = await world.openRequest(world.tenant, ana);
    await world.desk.codeSent(requestId, 'template');
    const said = await world.desk.verified(requestId);
    expect(said).toMatchObject({
      startsAt: new Date(world.clock.time + dayMs).toISOString(),
      reason: 'key-changed',
    });
    expect((await pass(requestId, dayMs - 1)).state.name).toBe('waiting');
    expect((await pass(requestId, 1)).state.name).toBe('erased');
    const [receipt] = await world.stores.receipts.byReference((await world.request(requestId)).reference);
    const body = JSON.parse(Buffer.from(receipt?.jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as object;
    expect(body).toMatchObject({ method: { risk: 'raised', verification: ['wa-signed-inbound', 'code-by-template'] } });
  });

  test('is a week when two strong signs come together: a changed number and "it was not me"', async () => {
    await note({ identityKey: 'h', identityChangedAt: new Date(world.clock.time - dayMs) });
    const counters = ana.identifiers.map((one) => world.stores.blindIndex.codeCounter(world.tenant, one));
    await world.stores.verifications.noteNotMe('tenant-first', counters, world.clock.time - dayMs);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const { risk, startsAt } = await world.request(requestId);
    expect(risk).toMatchObject({ level: 'high', reasons: ['not-me', 'name-changed', 'chat-code'] });
    expect(startsAt).toBe(world.clock.time + 7 * dayMs);
  });

  test('counts a first contact when the record is older than the person’s first message, and an old record', async () => {
    await note({
      createdAt: new Date(world.clock.time - 40 * dayMs),
      firstSeenAt: new Date(world.clock.time - hourMs / 2),
    });
    const requestId = await world.openRequest(world.tenant, ana);
    await world.desk.codeSent(requestId, 'template');
    await world.desk.verified(requestId);
    expect((await world.request(requestId)).risk).toMatchObject({
      level: 'raised',
      reasons: ['first-contact', 'no-baseline'],
    });
  });

  test('somebody imported long ago who writes for the first time is delayed; who wrote before is not', async () => {
    const { subjects } = world.stores;
    const names = [{ kind: 'phone', value: '16505550188' }] as const;
    await subjects.admit(world.tenant, names);
    world.clock.time += 40 * dayMs;
    const heard = await subjects.ensure(world.tenant, names);
    expect([heard.isUnheard, subjects.isNoNews(heard, names, {})]).toEqual([undefined, true]);
    const signals = async (): Promise<boolean> => {
      const requestId = await world.openRequest(world.tenant, heard);
      return (await world.parts.riskSignals(world.tenant, await world.request(requestId), 'template')).isFirstContact;
    };
    world.clock.time += hourMs / 2;
    expect(await signals()).toBe(true);
    await subjects.ensure(world.tenant, names);
    world.clock.time += hourMs;
    expect(await signals()).toBe(false);
  });

  test('counts another open request that carries one of the names', async () => {
    const other = await world.person(world.tenant, [{ kind: 'bsuid', value: 'US.7000000000000000007' }]);
    const rival = await world.openRequest(world.tenant, other);
    await world.stores.models.request.collection.updateOne(
      { _id: rival as never },
      { $push: { names: ana.names[0] as never } },
    );
    const requestId = await world.openRequest(world.tenant, ana);
    // The rival is found first by the desk: what counts is that two stand there.
    expect([rival, requestId]).toContain(requestId);
    const known = await world.request(rival);
    const signals = await world.parts.riskSignals(world.tenant, { ...known, requestId: 'mine' }, 'template');
    expect(signals.hasRivalRequest).toBe(true);
  });

  test('is never shorter than the objection window, and as long as the business sets it', async () => {
    const instruction = { version: '1', objectionHours: 48, kept: [], hash: sha256Base64url('standing') };
    const risk = { raisedDelayHours: 6, highDelayHours: 100 };
    world.tenants.set('tenant-first', tenantOf('tenant-first', { instruction, risk }));
    await changedKey();
    const requestId = await world.verifiedRequest(world.tenant, ana);
    expect((await world.request(requestId)).startsAt).toBe(world.clock.time + 48 * hourMs);
    expect((await world.request(requestId)).risk).toMatchObject({ delayHours: 6 });
  });

  test('remembers "it was not me" for seven days, through codes asked for meanwhile', async () => {
    const counters = ana.identifiers.map((one) => world.stores.blindIndex.codeCounter(world.tenant, one));
    const { verifications } = world.stores;
    await verifications.noteNotMe('tenant-first', counters, world.clock.time);
    const order = { tenantId: 'tenant-first', counters, requestId: 'r', mac: 'm', countsAsSend: true };
    await verifications.reserve({ ...order, expiresAt: world.clock.time + dayMs, now: world.clock.time + dayMs });
    const [row] = await world.stores.models.verification.find().lean();
    expect(Number(row?.expiresAt)).toBe(world.clock.time + 7 * dayMs);
    const signs = (days: number) => verifications.signsOf('tenant-first', counters, world.clock.time + days * dayMs);
    expect([(await signs(6)).hasSaidNotMe, (await signs(7)).hasSaidNotMe]).toEqual([true, false]);
  });
});

describe('a long wait', () => {
  async function aWeek(): Promise<string> {
    await note({
      identityKey: 'h',
      identityKeyChangedAt: new Date(world.clock.time),
      identityChangedAt: new Date(world.clock.time),
    });
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await world.runnerOf().run(requestId);
    return requestId;
  }

  test('is told each day how to cancel: one notice that waits for the person, never silence, never a loop', async () => {
    await chats();
    const requestId = await aWeek();
    expect(await outbox()).toEqual([]);
    for (let day = 1; day <= 6; day += 1) {
      expect((await pass(requestId, dayMs)).remindedAt).toBe(world.clock.time);
      // Outside the 24-hour window nothing is sent: it stands there once, for the next message.
      expect((await outbox()).map(({ dueAt }) => dueAt)).toEqual([parkedUntilHeard]);
      expect((await textsWaiting())[0]).toMatch(/will be deleted on .*CANCEL/s);
    }
    expect(world.sent).toEqual([]);
    expect((await pass(requestId, dayMs)).state.name).toBe('erased');
  });

  test.each<readonly [string, (reference: string) => Promise<unknown>]>([
    ['the operator cancels', (reference) => createRequestOperator(operatorParts()).cancel(reference)],
    ['another chat of theirs cancels', async (reference) => world.desk.cancel(await idOf(reference))],
    [
      'the business refuses',
      (reference) => createRefusals(world.parts).refuse(world.tenant, reference, 'contract', null),
    ],
  ])('is no news any more once the request is over: %s, and no reminder waits for the person', async (_name, ends) => {
    await chats();
    const requestId = await aWeek();
    await pass(requestId, 2 * dayMs);
    await createExtensions(world.parts).extend('tenant-first', (await world.request(requestId)).reference, 'complex');
    await world.runnerOf().run(requestId);
    await pass(requestId, dayMs);
    expect(await outbox()).toHaveLength(2);
    await ends((await world.request(requestId)).reference);
    expect((await textsWaiting()).filter((text) => !/refused|is cancelled/.test(text))).toEqual([]);
  });

  test('goes by the business’s template where it has one, within its budget', async () => {
    const budget = { paidSendsPerDay: 1 };
    world.tenants.set('tenant-first', tenantOf('tenant-first', { templates: { notice: 'oubli_news' }, budget }));
    await chats();
    const requestId = await aWeek();
    world.clock.time = (Math.floor(world.clock.time / dayMs) + 2) * dayMs;
    await world.runnerOf().run(requestId);
    expect(world.sent).toEqual([
      {
        to: expect.objectContaining({ phone: '16505550100' }),
        message: {
          ...{ kind: 'template', name: 'oubli_news', language: 'en' },
          parameters: [expect.stringContaining('CANCEL'), expect.stringMatching(/^ER-/)],
        },
      },
    ]);
    expect(await outbox()).toEqual([]);
    await pass(requestId, dayMs);
    expect(world.sent).toHaveLength(2);
    world.tenants.set(
      'tenant-first',
      tenantOf('tenant-first', { templates: { notice: 'oubli_news' }, budget: { paidSendsPerDay: 0 } }),
    );
    await pass(requestId, dayMs);
    expect(world.sent).toHaveLength(2);
    expect(await textsWaiting()).toHaveLength(1);
  });

  test('is told in the chat while the window is open, and cancelling ends it', async () => {
    await chats();
    const requestId = await aWeek();
    world.clock.time += dayMs;
    const chat = await world.stores.conversations.find(ana, phoneNumberId);
    if (chat === null) throw new Error('The chat is gone.');
    await world.stores.conversations.save({ ...chat, lastInboundAt: world.clock.time - hourMs });
    await world.runnerOf().run(requestId);
    expect((await outbox()).map(({ dueAt }) => dueAt)).toEqual([world.clock.time]);
    expect(world.woken).toContain('lane:lane-1');
    expect(await world.desk.cancel(requestId)).toMatchObject({ isCancelled: true });
    expect((await pass(requestId, 30 * dayMs)).state.name).toBe('cancelled');
  });
});
