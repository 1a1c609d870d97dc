import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { openBytes, sealBytes } from '../../src/keys/seal.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { createForgetting } from '../../src/erasure/forget-idle.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { anaNames, tenantOf } from './tenant-and-names.ts';
import { bytesOf, everythingOf, fill } from './samples.ts';

const dayMs = 86_400_000;

let world: ErasureWorld;
let keeping: Tenant;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  keeping = tenantOf('tenant-first', {
    instruction: {
      version: '2',
      objectionHours: 0,
      kept: [
        { store: 'messages', ground: 'legal_duty', retentionDays: 30 },
        // The bot's own traces cannot be kept, whatever an instruction says.
        { store: 'conversations', ground: 'contract', retentionDays: 30 },
      ],
      hash: sha256Base64url('keeps-messages'),
    },
  });
  world.tenants.set(keeping.tenantId, keeping);
  ana = await world.person(keeping, anaNames);
});
afterAll(() => world.close());

/** A message of some days ago, sealed under Ana's key. */
async function writeMessage(daysAgo: number, text: string): Promise<void> {
  const key = await world.stores.personKeys.open(ana.keyId);
  if (key === null) throw new Error('There is no key.');
  const { tenantId, subjectId, keyId } = ana;
  const place = { tenantId, collection: 'messages', field: 'sealed', keyId };
  await world.connection.collection('messages').insertOne({
    ...{ _id: text as never, tenantId, subjectId, keyId, names: [...ana.names], messageHash: text },
    ...{ at: new Date(world.clock.time - daysAgo * dayMs), sealed: sealBytes(key.key, Buffer.from(text), place) },
  });
}

describe('what a ground keeps', () => {
  test('stays as long after its own date as the instruction says, older items go, and both are said', async () => {
    await writeMessage(40, 'too old');
    await writeMessage(10, 'young');
    await writeMessage(0, 'of today');
    const requestId = await world.verifiedRequest(keeping, ana);
    await fill(world, world.identity(ana), 2, ['conversations', 'opt_ins']);
    const now = world.clock.time;
    await world.runnerOf().run(requestId);

    const kept = await world.connection.collection('messages').find().sort({ at: 1 }).toArray();
    expect(kept.map(({ _id, keptUntil }) => [String(_id), Number(keptUntil)])).toEqual([
      ['young', now + 20 * dayMs],
      ['of today', now + 30 * dayMs],
    ]);
    const { state } = await world.request(requestId);
    const stores = state.name === 'erased' ? state.stores : [];
    const until = new Date(now + 30 * dayMs).toISOString();
    expect(stores.filter((one) => one.kept !== null)).toEqual([
      { store: 'messages', matched: 3, deleted: 1, retained: 2, kept: { ground: 'legal_duty', until }, residual: 0 },
      { store: 'person_keys', matched: 1, deleted: 0, retained: 1, kept: { ground: 'legal_duty', until }, residual: 0 },
    ]);
    await world.farewells.deliver(requestId);
    const [farewell] = world.sent;
    expect(farewell?.message).toMatchObject({ body: expect.stringContaining('The record of your messages: until') });
  });

  test('is readable with the kept key, and everything else of the person is gone', async () => {
    await writeMessage(1, 'still readable');
    const requestId = await world.verifiedRequest(keeping, ana);
    await fill(world, world.identity(ana), 2, ['conversations', 'opt_ins', 'contacts']);
    const now = world.clock.time;
    await world.runnerOf().run(requestId);

    const left = await bytesOf(world, everythingOf(world, world.identity(ana)));
    const names = [...left.keys()].filter((key) => !key.startsWith('reveals '));
    expect(names.sort()).toEqual(['messages still readable', `person_keys ${ana.keyId}`]);
    const key = await world.stores.personKeys.open(ana.keyId);
    const row = await world.connection.collection('messages').findOne();
    const place = { tenantId: ana.tenantId, collection: 'messages', field: 'sealed', keyId: ana.keyId };
    const bytes = (row as unknown as { sealed: Buffer }).sealed;
    expect(openBytes(key?.key ?? Buffer.alloc(32), bytes, place).toString()).toBe('still readable');
    // The key goes by itself with the last item.
    const keyRow = await world.stores.models.personKey.findById(ana.keyId).lean();
    expect(Number(keyRow?.keptUntil)).toBe(now + 30 * dayMs);
  });

  describe('stays through the next erasure under the same names, and is no part of it', () => {
    const storesOf = async (requestId: string) => {
      const { state } = await world.runUntilRest(world.runnerOf(), requestId);
      const asked = ['messages', 'person_keys'];
      return state.name === 'erased' ? state.stores.filter(({ store }) => asked.includes(store)) : state;
    };
    const nothingKept = { retained: 0, kept: null, residual: 0 };
    let before: unknown;
    let formerKeyId: string;
    beforeEach(async () => {
      await writeMessage(1, 'kept before');
      await world.runnerOf().run(await world.verifiedRequest(keeping, ana));
      before = await world.connection.collection('messages').findOne();
      formerKeyId = ana.keyId;
      ana = await world.person(keeping, anaNames);
    });

    test.each([
      ['while the rule stands', () => keeping],
      ['when the rule is gone', () => tenantOf(keeping.tenantId)],
    ])('%s: the new key goes', async (_when, tenantNow) => {
      world.tenants.set(keeping.tenantId, tenantNow());
      const requestId = await world.verifiedRequest(tenantNow(), ana);
      expect(await storesOf(requestId)).toEqual([
        { store: 'messages', matched: 0, deleted: 0, ...nothingKept },
        { store: 'person_keys', matched: 1, deleted: 1, ...nothingKept },
      ]);
      expect(await world.connection.collection('messages').find().toArray()).toEqual([before]);
      const keys = await world.stores.models.personKey.find({ _id: { $in: [formerKeyId, ana.keyId] } }).lean();
      expect(keys.map(({ _id }) => _id)).toEqual([formerKeyId]);
    });

    test('and keeps nobody from being forgotten once a chat alongside another app is over', async () => {
      await createForgetting(world.parts).forgetIfIdle({ subject: ana });
      expect(await world.stores.subjects.byId(ana.subjectId)).toBeNull();
      expect(await world.stores.models.personKey.findById(ana.keyId).lean()).toBeNull();
      expect(await world.connection.collection('messages').find().toArray()).toEqual([before]);
    });

    test('beside what that one keeps itself', async () => {
      await writeMessage(0, 'kept now');
      const kept = { ground: 'legal_duty', until: new Date(world.clock.time + 30 * dayMs).toISOString() };
      const stores = await storesOf(await world.verifiedRequest(keeping, ana));
      expect(stores).toContainEqual({ store: 'messages', matched: 1, deleted: 0, retained: 1, kept, residual: 0 });
      expect(await world.connection.collection('messages').countDocuments()).toBe(2);
    });
  });

  test('is told before the code, with the last day', () => {
    const { goes, stays } = world.parts.register.previewOf(keeping, world.clock.time);
    expect(goes.en).toContain('Your contact card');
    expect(goes.en).not.toContain('The record of your messages');
    expect(stays).toEqual([
      {
        store: 'messages',
        what: expect.objectContaining({ en: 'The record of your messages' }),
        ground: 'legal_duty',
        keepsFrom: new Date(world.clock.time - 30 * dayMs).toISOString(),
        until: new Date(world.clock.time + 30 * dayMs).toISOString(),
      },
    ]);
  });
});
