import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { initialConversation } from '../../flows/step.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { type Told } from '../../src/domain/told.ts';
import { createLoggedRequests, type LogEntry } from '../../src/requests/logged-requests.ts';
import { type PersonNews } from '../../src/requests/tell-person.ts';
import { createLoggedRequestStore } from '../../src/stores/logged-requests.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames } from '../erasure/tenant-and-names.ts';

const dayMs = 86_400_000;
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

const partsOf = () => ({
  ...{ ...world.parts, subjects: world.stores.subjects, conversations: world.stores.conversations },
  lastNumber: world.stores.lastNumber,
  store: createLoggedRequestStore({ model: world.stores.models.loggedRequest }),
  requests: world.stores.requests,
});
const book = () => createLoggedRequests(partsOf());
const entry = (rest: Partial<LogEntry> = {}): LogEntry => ({
  ...{ identifiers: anaNames, right: 'erasure', channel: 'letter', receivedAt: toInstant(world.clock.time - dayMs) },
  ...rest,
});
const rows = () => world.stores.models.loggedRequest.find().lean();
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error as { readonly code: string }).code,
  );

/** A chat in which the person wrote so long ago. */
async function chats(agoMs: number, state = initialConversation()): Promise<void> {
  await world.stores.conversations.save({
    ...{ conversationId: 'chat-1', subject: ana, phoneNumberId, lane: 'lane-1', version: 0 },
    ...{ state, outbox: [], timers: [], handled: [], lastInboundAt: world.clock.time - agoMs },
  });
}
const waiting = async () => (await world.stores.conversations.find(ana, phoneNumberId))?.outbox ?? [];

describe('a letter that the staff notes', () => {
  test('starts the clock on the day it came, tells the person how to confirm, and erases nothing', async () => {
    await chats(3_600_000);
    const { dueAt, told } = await book().log(world.tenant, entry());
    expect([dueAt, told]).toEqual([toInstant(world.clock.time + 29 * dayMs), 'sent']);
    const [said] = await waiting();
    expect(JSON.stringify(said?.effect)).toMatch(/got a request in your name on .*Write DELETE here/);
    expect(await world.stores.models.request.countDocuments()).toBe(0);
    expect((await world.stores.subjects.byId(ana.subjectId))?.isLockedOut).toBe(false);
  });

  test('waits for their next message outside the window, and says so where there is no way', async () => {
    expect((await book().log(world.tenant, entry())).told).toBe('sent');
    world.answers.push({ name: 'refused', reason: 'window-closed', code: 131047 });
    expect((await book().log(world.tenant, entry({ right: 'access' }))).told).toBe('unreachable');
    await chats(2 * dayMs);
    expect((await book().log(world.tenant, entry({ right: 'access' }))).told).toBe('queued');
    expect(await waiting()).toHaveLength(1);
  });

  test('is told on the number they wrote to last, by the log of their messages where no chat is left', async () => {
    const second = '222000222000223';
    const number = (id: string) => ({ phoneNumberId: id, displayPhoneNumber: '15550001111' });
    const tenant = { ...world.tenant, phoneNumbers: [number(phoneNumberId), number(second)] };
    const said: PersonNews[] = [];
    const told = createLoggedRequests({
      ...partsOf(),
      tellPerson: (news) => Promise.resolve((said.push(news), 'sent')),
    });
    const { subjectId, tenantId, keyId, names } = ana;
    for (const [index, id] of [phoneNumberId, second].entries()) {
      await world.stores.models.message.collection.insertOne({
        ...{ tenantId, subjectId, keyId, names: [...names], phoneNumberId: id, messageHash: id, direction: 'in' },
        at: new Date(world.clock.time + index),
      });
    }
    await told.log(tenant, entry());
    await chats(0, { ...initialConversation(), locale: 'fr' });
    await told.log(tenant, entry({ right: 'access' }));
    expect(said.map(({ request }) => [request.phoneNumberId, request.locale])).toEqual([
      [second, 'en'],
      [phoneNumberId, 'fr'],
    ]);
  });

  test('noted twice is one, and the first day counts', async () => {
    const first = await book().log(world.tenant, entry());
    const again = await book().log(world.tenant, entry({ receivedAt: toInstant(world.clock.time) }));
    expect([again.reference, again.dueAt]).toEqual([first.reference, first.dueAt]);
    expect(await rows()).toHaveLength(1);
  });

  test('noted twice tells the person once, also one that a copy has answered; who was not reached is told again', async () => {
    const said: PersonNews[] = [];
    const tellings: (() => Promise<Told>)[] = [];
    const telling = createLoggedRequests({
      ...partsOf(),
      tellPerson: (news) => (tellings.shift() ?? (() => Promise.resolve((said.push(news), 'sent' as const))))(),
    });
    const log = async (right: LogEntry['right'] = 'erasure') =>
      (await telling.log(world.tenant, entry({ right }))).told;
    expect([await log(), await log(), said.length]).toEqual(['sent', 'sent', 1]);
    tellings.push(() => Promise.resolve('unreachable'));
    expect([await log('access'), await log('access'), await log('access')]).toEqual(['unreachable', 'sent', 'sent']);
    expect(said).toHaveLength(2);
    const store = createLoggedRequestStore({ model: world.stores.models.loggedRequest });
    await store.answer(world.identity(ana), 'access', world.clock.time);
    expect([await log('access'), said.length]).toEqual(['sent', 2]);
  });

  test('noted again while the person is being told waits; after a minute who was at it has died, and they are told', async () => {
    const dies = createLoggedRequests({
      ...partsOf(),
      tellPerson: () => Promise.reject(new Error('The power is gone.')),
    });
    await expect(dies.log(world.tenant, entry())).rejects.toThrow('The power is gone.');
    await expect(book().log(world.tenant, entry())).rejects.toMatchObject({ code: 'telling_now', retry: 'yes' });
    expect(world.sent).toHaveLength(0);
    world.clock.time += 60_000;
    expect((await book().log(world.tenant, entry())).told).toBe('sent');
    expect(world.sent).toHaveLength(1);
  });

  test('comes back to the business once, five days before its end, and names nobody', async () => {
    const { reference } = await book().log(world.tenant, entry());
    world.clock.time += 24 * dayMs - 1;
    expect(await book().remindDue(10)).toBe(0);
    world.clock.time += 1;
    expect([await book().remindDue(10), await book().remindDue(10)]).toEqual([1, 0]);
    const [row] = await rows();
    const notice = await world.notice(`${row?._id ?? ''}.reminder`, 'dsr.asked');
    expect(notice).toMatchObject({ what: 'logged', reference });
    expect(JSON.stringify(notice)).not.toContain('16505550100');
  });

  test('comes back to the business also when that failed: an hour later, under the same id, once', async () => {
    await book().log(world.tenant, entry());
    world.clock.time += 24 * dayMs;
    const announceAsked = () => Promise.reject(new Error('The power is gone.'));
    const failing = createLoggedRequests({ ...partsOf(), notices: { announceAsked } });
    expect(await failing.remindDue(10)).toBe(1);
    world.clock.time += 3_600_000 - 1;
    expect(await book().remindDue(10)).toBe(0);
    world.clock.time += 1;
    expect(await book().remindDue(10)).toBe(1);
    world.clock.time += 2 * 3_600_000;
    expect(await book().remindDue(10)).toBe(0);
    const [row] = await rows();
    expect(await world.notice(`${row?._id ?? ''}.reminder`, 'dsr.asked')).toMatchObject({ what: 'logged' });
  });

  test('of which the business cannot be told holds up no other', async () => {
    const first = await book().log(world.tenant, entry());
    await book().log(world.tenant, entry({ right: 'access', receivedAt: toInstant(world.clock.time - 1) }));
    world.clock.time += 25 * dayMs;
    const failed: unknown[] = [];
    const announced: string[] = [];
    const failing = createLoggedRequests({
      ...partsOf(),
      telemetry: { ...world.telemetry, fault: (code, _error, facts) => void failed.push([code, facts]) },
      notices: {
        announceAsked: (_, { reference }) =>
          reference === first.reference
            ? Promise.reject(new Error('The power is gone.'))
            : Promise.resolve(void announced.push(reference)),
      },
    });
    expect(await failing.remindDue(10)).toBe(2);
    expect(failed).toEqual([['reminder_failed', { reference: first.reference }]]);
    expect(announced).toHaveLength(1);
  });

  test('waits while something else of the person is under way: no link is made between two looks of an erasure', async () => {
    await book().log(world.tenant, entry());
    world.clock.time += 24 * dayMs;
    const { lanes, blindIndex } = world.stores;
    const taken = anaNames.map((one) => blindIndex.lane(world.tenant, one));
    for (const lane of taken) expect(await lanes.take(lane, world.clock.time, 60_000)).not.toBeNull();
    await book().remindDue(10);
    const [row] = await rows();
    expect(await world.notice(`${row?._id ?? ''}.reminder`, 'dsr.asked')).toBeNull();
    world.clock.time += 3_600_000;
    await book().remindDue(10);
    expect(await world.notice(`${row?._id ?? ''}.reminder`, 'dsr.asked')).toMatchObject({ what: 'logged' });
  });

  test('goes with the erasure that the person confirms, and its reminder with it', async () => {
    await book().log(world.tenant, entry());
    await world.runUntilRest(world.runnerOf(), await world.verifiedRequest(world.tenant, ana));
    expect(await rows()).toEqual([]);
    world.clock.time += 40 * dayMs;
    expect(await book().remindDue(10)).toBe(0);
  });

  test('is answered by a copy that was handed over, of that right alone: no reminder, and the next letter begins anew', async () => {
    const store = createLoggedRequestStore({ model: world.stores.models.loggedRequest });
    const letter = await book().log(world.tenant, entry({ right: 'access' }));
    const erasure = await book().log(world.tenant, entry());
    await store.answer(world.identity(ana), 'access', world.clock.time);
    await store.answer(world.identity(ana), 'access', world.clock.time + dayMs);
    const standing = async () => {
      const letters = await book().lettersOf({ tenant: world.tenant, subject: ana, reference: null });
      return Object.fromEntries(letters.map(({ reference, isAnswered }) => [reference, isAnswered]));
    };
    expect(await standing()).toEqual({ [letter.reference]: true, [erasure.reference]: false });
    expect((await book().log(world.tenant, entry({ right: 'access' }))).reference).toBe(letter.reference);
    world.clock.time += 2 * dayMs;
    const next = await book().log(world.tenant, entry({ right: 'access' }));
    expect(await standing()).toEqual({ [next.reference]: false, [erasure.reference]: false });
    await store.answer(world.identity(ana), 'access', world.clock.time);
    world.clock.time += 40 * dayMs;
    expect(await book().remindDue(10)).toBe(1);
  });

  test('of somebody else stays open when a copy is handed over', async () => {
    const bilal = await world.person(world.tenant, [{ kind: 'phone', value: '16505550177' }]);
    const theirs = await book().log(world.tenant, entry({ right: 'access' }));
    const store = createLoggedRequestStore({ model: world.stores.models.loggedRequest });
    await store.answer(world.identity(bilal), 'access', world.clock.time);
    expect(await book().lettersOf({ tenant: world.tenant, subject: ana, reference: null })).toMatchObject([
      { reference: theirs.reference, isAnswered: false },
    ]);
  });

  test('whose names belong to two people is neither one’s: refused, and nothing is written or said', async () => {
    const [, anaPhone] = anaNames;
    const [bilalBsuid] = bilalNames;
    if (anaPhone === undefined || bilalBsuid === undefined) throw new Error('They have two names each.');
    await chats(3_600_000);
    await world.person(world.tenant, bilalNames);
    const both = [bilalBsuid, anaPhone];
    for (const identifiers of [both, both.toReversed()]) {
      expect(await codeOf(book().log(world.tenant, entry({ identifiers })))).toBe('identity_conflict');
    }
    expect([await rows(), await waiting()]).toEqual([[], []]);
  });

  test('is of whoever one of its names is, the other being nobody’s, or one they had before', async () => {
    const [, anaPhone] = anaNames;
    if (anaPhone === undefined) throw new Error('She has two names.');
    const outdated: Identifier = { kind: 'bsuid', value: 'US.1000000000000000009' };
    const { reference } = await book().log(world.tenant, entry({ identifiers: [outdated, anaPhone] }));
    expect(await rows()).toMatchObject([{ subjectId: ana.subjectId, reference }]);
    expect(await world.stores.subjects.find(world.tenant, [outdated])).toBeNull();
  });

  test('is refused of a stranger, of somebody who has confirmed, and with a day that cannot be', async () => {
    const stranger: Identifier = { kind: 'phone', value: '16505550199' };
    expect(await codeOf(book().log(world.tenant, entry({ identifiers: [stranger] })))).toBe('person_unknown');
    const at = (ms: number) => book().log(world.tenant, entry({ receivedAt: toInstant(world.clock.time + ms) }));
    expect(await codeOf(at(1))).toBe('received_ahead');
    expect(await codeOf(at(-366 * dayMs))).toBe('received_long_ago');
    await world.verifiedRequest(world.tenant, ana);
    expect(await codeOf(book().log(world.tenant, entry()))).toBe('subject_locked_out');
    expect(await rows()).toEqual([]);
    expect(await world.stores.subjects.find(world.tenant, [stranger])).toBeNull();
  });
});
