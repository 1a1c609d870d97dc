import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { initialConversation } from '../../flows/step.ts';
import { type Conversation } from '../../src/conversation/conversation.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { type OpenStores, openStores, startOfTest } from './open-stores.ts';

const scope = { tenantId: 'tenant-1', portfolioId: 'portfolio-1' };
const phone: Identifier = { kind: 'phone', value: '16505550100' };
const otherPhone: Identifier = { kind: 'phone', value: '16505550101' };
const bsuid: Identifier = { kind: 'bsuid', value: 'US.exampleAna0000001' };
const newBsuid: Identifier = { kind: 'bsuid', value: 'US.exampleBea0000002' };

let stores: OpenStores;

beforeAll(async () => {
  stores = await openStores();
});
afterEach(async () => {
  await stores.connection.collection('requests').deleteMany({});
  await stores.empty();
});
afterAll(() => stores.close());

const ensure = (...names: readonly Identifier[]): Promise<Subject> => stores.subjects.ensure(scope, names);
const lane = (name: Identifier): string => stores.blindIndex.lane(scope, name);
const counter = (name: Identifier): string => stores.blindIndex.codeCounter(scope, name);

async function chatOf(subject: Subject, phoneNumberId = '222'): Promise<Conversation> {
  const chat: Conversation = {
    ...{ conversationId: randomUUID(), subject, phoneNumberId, lane: 'lane-1', version: 0 },
    ...{ state: initialConversation(), outbox: [], timers: [], handled: [], lastInboundAt: startOfTest },
  };
  expect(await stores.conversations.save(chat)).toBe(true);
  return { ...chat, version: 1 };
}

/** As the worker does: whoever is busy is asked again. */
async function again(act: () => Promise<Subject>): Promise<Subject> {
  for (let tries = 0; tries < 50; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (errorCode(error) !== 'identity_busy' && errorCode(error) !== 'subject_contended') throw error;
    }
  }
  throw new Error('busy for ever');
}

describe('a number that goes to somebody else', () => {
  test('leaves documents of its time with whoever wrote them, also those that knew the number alone', async () => {
    const old = await ensure(phone);
    await chatOf(old);
    const whole = await ensure(bsuid, phone);
    const newcomer = await ensure(newBsuid, phone);
    const left = await stores.subjects.byId(old.subjectId);
    const [chat] = await stores.models.conversations.find().lean();
    expect(whole.subjectId).toBe(old.subjectId);
    expect(chat?.names.filter((one) => newcomer.names.includes(one))).toEqual([]);
    expect(chat?.names.filter((one) => left?.names.includes(one))).toHaveLength(1);
  });

  test('moves what is being written at that moment on by a version: nobody writes it back as it was', async () => {
    const chat = await chatOf(await ensure(bsuid, phone));
    const newcomer = await ensure(newBsuid, phone);
    expect(await stores.conversations.save(chat)).toBe(false);
    const [row] = await stores.models.conversations.find().lean();
    expect(row?.names.some((one) => newcomer.names.includes(one))).toBe(false);
  });

  test('takes no live code with it, and no count', async () => {
    await ensure(bsuid, phone);
    const counters = [counter(bsuid), counter(phone)];
    const usual = { tenantId: 'tenant-1', requestId: 'request-1', now: startOfTest };
    await stores.verifications.reserve({
      ...{ ...usual, counters, mac: 'right', expiresAt: startOfTest + 60_000, countsAsSend: true },
    });
    await stores.verifications.check({ ...usual, counters, mac: 'wrong', effectId: 'effect-1' });
    await ensure(newBsuid, phone);
    const [row] = await stores.models.verifications.find().lean();
    expect(row).toMatchObject({ live: null, counters: [counter(bsuid)] });
    expect(row?.failures).toHaveLength(1);
  });

  test('waits while its former holder has their turn, and nothing is half done', async () => {
    const old = await ensure(bsuid, phone);
    const before = await stores.subjects.byId(old.subjectId);
    const fence = await stores.lanes.take(lane(bsuid), startOfTest, 30_000);
    await expect(ensure(newBsuid, phone)).rejects.toMatchObject({ code: 'identity_busy', retry: 'yes' });
    expect(await stores.subjects.byId(old.subjectId)).toEqual(before);
    expect(await stores.rowCounts()).toMatchObject({ subjects: 1, person_keys: 1 });
    await stores.lanes.release(lane(bsuid), fence ?? -1);
    expect(await ensure(newBsuid, phone)).toMatchObject({ identifiers: [newBsuid, phone] });
  });

  test('gives the leases back, and does not ask for the one that its caller holds', async () => {
    await ensure(bsuid, phone);
    await stores.lanes.take(lane(phone), startOfTest, 30_000);
    await stores.subjects.ensure(scope, [newBsuid, phone], undefined, { lane: lane(phone) });
    expect(await stores.lanes.take(lane(bsuid), startOfTest, 30_000)).not.toBeNull();
  });

  test('waits for the end of an erasure of its former holder', async () => {
    const { subjectId } = await ensure(bsuid, phone);
    const request = { _id: 'request-1' as never, tenantId: 'tenant-1', subjectId, state: { name: 'scanning' } };
    await stores.connection.collection('requests').insertOne(request);
    await expect(ensure(newBsuid, phone)).rejects.toMatchObject({ code: 'identity_busy' });
    await stores.connection.collection('requests').updateOne({}, { $set: { state: { name: 'erased' } } });
    expect(await ensure(newBsuid, phone)).toMatchObject({ identifiers: [newBsuid, phone] });
  });

  test('twenty messages of both at once part them once: two people, two keys, each name one person’s', async () => {
    await ensure(bsuid, phone);
    const said = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? [newBsuid, phone] : [bsuid]));
    await Promise.all(said.map((names) => again(() => ensure(...names))));
    expect(await stores.rowCounts()).toMatchObject({ subjects: 2, person_keys: 2 });
    const rows = await stores.models.subjects.find().lean();
    const hashes = rows.flatMap((row) => row.names);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(await stores.subjects.find(scope, [phone])).toMatchObject({ identifiers: [newBsuid, phone] });
  });

  test('and comes back is history to nobody: the first holder may have it again', async () => {
    const old = await ensure(bsuid, phone);
    await ensure(newBsuid, phone);
    expect(await ensure(bsuid, phone)).toMatchObject({ subjectId: old.subjectId, identifiers: [bsuid, phone] });
    expect(await stores.subjects.find(scope, [newBsuid])).toMatchObject({ identifiers: [newBsuid] });
    await ensure(newBsuid, phone);
    expect(await stores.subjects.find(scope, [phone])).toMatchObject({ identifiers: [newBsuid, phone] });
    const rows = await stores.models.subjects.find().lean();
    expect(rows).toHaveLength(2);
  });
});

describe('two who turn out to be one', () => {
  test('have one row with both keys; a chat goes along, a second one under the same number does not', async () => {
    const known = await ensure(bsuid);
    const apart = await ensure(phone);
    const kept = await chatOf(known, '222');
    await chatOf(apart, '222');
    const other = await chatOf(apart, '333');
    const whole = await ensure(bsuid, phone);
    expect(whole).toMatchObject({ subjectId: known.subjectId, identifiers: [bsuid, phone] });
    expect([...whole.keyIds].sort()).toEqual([known.keyId, apart.keyId].sort());
    expect(whole.identityChangedAt).not.toBeNull();
    const found = [await stores.conversations.find(whole, '222'), await stores.conversations.find(whole, '333')];
    expect(found.map((one) => one?.conversationId)).toEqual([kept.conversationId, other.conversationId]);
    expect(await stores.models.conversations.countDocuments()).toBe(2);
  });

  test('are locked out when one of them was', async () => {
    await ensure(bsuid);
    const apart = await ensure(phone);
    await stores.subjects.lockOut(apart.subjectId, true);
    expect(await ensure(bsuid, phone)).toMatchObject({ isLockedOut: true });
  });

  test('keep the number that was shown last as the address', async () => {
    await ensure(bsuid, otherPhone);
    await ensure(phone);
    expect((await ensure(bsuid, phone)).identifiers.at(-1)).toEqual(phone);
  });
});

describe('names that prove nothing', () => {
  test('admit a stranger, and neither join, part nor teach anybody who is known', async () => {
    const ana = await ensure(bsuid, phone);
    const bea = await ensure(newBsuid);
    expect(await stores.subjects.admit(scope, [newBsuid, phone])).toMatchObject({ tenantId: 'tenant-1' });
    expect(await stores.subjects.find(scope, [bsuid])).toEqual(ana);
    expect(await stores.subjects.find(scope, [newBsuid])).toEqual(bea);
    expect(await stores.subjects.admit(scope, [otherPhone])).toMatchObject({ identifiers: [otherPhone] });
  });

  test('the spelling in Meta’s answer is learned of a number of theirs, any other number is not', async () => {
    const long: Identifier = { kind: 'phone', value: '5511987650001' };
    const rita = await ensure(long);
    await stores.subjects.spelled(scope, rita, otherPhone.value);
    await stores.subjects.spelled(scope, rita, '551187650001');
    const short: Identifier = { kind: 'phone', value: '551187650001' };
    expect(await stores.subjects.find(scope, [short])).toMatchObject({ identifiers: [long, short] });
    expect(await stores.subjects.find(scope, [otherPhone])).toBeNull();
  });
});
