import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { identitySetOf } from '../../src/conversation/subjects.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';
import { openRelayWorld, operator, phoneNumberId, type RelayWorld } from './relay-world.ts';

let world: ErasureWorld;
let relay: RelayWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  relay = await openRelayWorld(world);
});
afterAll(() => world.close());

describe('what is asked on the operator’s number', () => {
  test('is asked of nobody before the code, and opens a verified request of the business alone after it', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await relay.asks(['Made-Up Plants']);
    expect([await relay.requestsAt(world.tenant), relay.told]).toEqual([[], []]);
    const { asked } = await relay.handOver(requestId);
    const [request] = await relay.requestsAt(world.tenant);
    expect(request).toMatchObject({ codeChannel: 'operator_template', reference: asked[0]?.reference });
    expect((await world.request(request?._id ?? '')).state.name).toBe('verified');
    expect([await relay.requestsAt(operator), relay.told]).toEqual([[], []]);
  });

  test('a business that holds nothing about the person is told itself, once, by the names it could know, and not the operator', async () => {
    const requestId = await relay.asks(['Made-Up Plants']);
    await relay.handOver(requestId);
    const { asked } = await relay.handOver(requestId);
    const reference = asked[0]?.reference ?? '';
    const identifiers = anaNames.filter(({ kind }) => kind === 'phone');
    expect(relay.told).toMatchObject([
      { to: world.tenant.tenantId, what: 'nothing-held', reference, person: { identifiers } },
    ]);
    expect(relay.told[0]?.asked).toEqual([{ kind: 'asked_about', value: 'Ana Fictive, in spring' }]);
    expect(await relay.requestsAt(world.tenant)).toEqual([]);
    const standing = await relay.standing(reference);
    expect(standing).toMatchObject({ name: 'passed-on', to: 'business' });
    expect((await relay.takeBack('event-1.0'))?.map(({ end }) => end)).toEqual(['told']);
    expect(relay.takenBack).toMatchObject([{ to: world.tenant.tenantId, event: 'dsr.cancelled', reference }]);
  });

  test.each(['chat', 'message'])(
    'of two numbers of a business the one is used that the person wrote to last, by %s',
    async (by) => {
      const number = (phoneNumberId: string) => ({ phoneNumberId, displayPhoneNumber: '15550001111' });
      world.tenants.set('tenant-first', {
        ...world.tenant,
        phoneNumbers: [number('222000222000222'), number('222000222000223')],
      });
      const { subjectId, tenantId, names, keyId } = await world.person(world.tenant, anaNames);
      for (const [index, phoneNumberId] of ['222000222000222', '222000222000223', '999'].entries()) {
        const at = new Date(world.clock.time + (index === 2 ? 5_000 : index * 1_000));
        const row = { tenantId, subjectId, keyId, names: [...names], phoneNumberId };
        await (by === 'chat'
          ? world.stores.models.conversation.collection.insertOne({
              ...row,
              _id: phoneNumberId as never,
              lastInboundAt: at,
            })
          : world.stores.models.message.collection.insertOne({
              ...row,
              messageHash: phoneNumberId,
              direction: 'in',
              at,
            }));
      }
      await relay.handOver(await relay.asks(['Made-Up Plants']));
      const [request] = await relay.requestsAt(world.tenant);
      expect((await world.request(request?._id ?? '')).phoneNumberId).toBe('222000222000223');
    },
  );

  test('two names on one line are two asks, each with its own reference, and are read so after the code alone', async () => {
    await world.person(world.tenant, anaNames);
    world.tenants.set('tenant-salt', tenantOf('tenant-salt', { name: 'Salt and Pepper' }));
    const requestId = await relay.asks(['made up plants and Quite Another Shop', 'Salt & Pepper']);
    const [row] = await world.stores.models.relay.find({ _id: requestId }).lean();
    expect(row?.references).toHaveLength(3);
    const { asked } = await relay.handOver(requestId);
    expect(asked.map(({ words }) => words)).toEqual(['made up plants', 'Quite Another Shop', 'Salt & Pepper']);
    expect(new Set(asked.map(({ reference }) => reference)).size).toBe(3);
    expect(await relay.stateAt(world.tenant)).toBe('verified');
    expect(relay.told.map(({ to, what }) => [to, what])).toEqual([
      [operator.tenantId, 'relay'],
      ['tenant-salt', 'nothing-held'],
    ]);
    expect(await relay.handOver(requestId)).toMatchObject({ asked });
  });

  test('handed over twice, it is the same: no second request, no second notice, the same references', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await relay.asks(['Made-Up Plants', 'Quite Another Shop']);
    const first = await relay.handOver(requestId);
    expect(await relay.handOver(requestId)).toEqual(first);
    expect([(await relay.requestsAt(world.tenant)).length, relay.told.length]).toEqual([1, 1]);
  });

  test('cut off in the middle, it goes on where it was', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await relay.asks(['Quite Another Shop', 'Made-Up Plants']);
    relay.left.verified = 0;
    await expect(relay.handOver(requestId)).rejects.toThrow('The power went.');
    relay.left.verified = 1;
    const { asked } = await relay.handOver(requestId);
    const [request, ...more] = await relay.requestsAt(world.tenant);
    expect([more.length, relay.told.length, asked.length]).toEqual([0, 1, 2]);
    expect((await world.request(request?._id ?? '')).state.name).toBe('verified');
  });

  test('reaches nobody by a business-scoped id of another portfolio, nor by a number of before', async () => {
    await world.person(world.tenant, [{ kind: 'bsuid', value: 'US.1000000000000000001' }]);
    await world.person(world.tenant, bilalNames);
    const bilal = await world.person(operator, [...bilalNames.slice(1), { kind: 'phone', value: '16505550177' }]);
    await relay.handOver(await relay.asks(['Made-Up Plants'], bilal), bilal);
    expect([(await relay.requestsAt(world.tenant)).length, relay.told.length]).toEqual([0, 1]);
  });

  test('other words take the place of those that wait, and the code of before confirms nothing', async () => {
    const first = await relay.asks(['Made-Up Plants']);
    expect(await relay.asks(['Made-Up Plants'])).toBe(first);
    const second = await relay.asks(['Quite Another Shop']);
    await expect(relay.handOver(first)).rejects.toThrow('cancelled');
    expect((await relay.handOver(second)).asked).toHaveLength(1);
  });

  test('waits a day for the code that was sent last, and for whoever asks for the same again', async () => {
    const { relayCodes } = relay.stages;
    const endsIn = async (): Promise<number> => {
      const [row] = await world.stores.models.relay.find({}).lean();
      return Number(row?.expiresAt) - world.clock.time;
    };
    const requestId = await relay.asks(['Quite Another Shop']);
    for (const again of [() => relayCodes.codeSent(requestId, 'template'), () => relay.asks(['Quite Another Shop'])]) {
      world.clock.time += 23 * 3_600_000;
      await again();
      expect(await endsIn()).toBe(24 * 3_600_000);
    }
  });

  test('that was handed over waits for its answer also when a code is noted late: it is not dropped after a day', async () => {
    const requestId = await relay.asks(['Quite Another Shop']);
    await relay.handOver(requestId);
    const [before] = await world.stores.models.relay.find({}).lean();
    await relay.stages.relayCodes.codeSent(requestId, 'template');
    const [after] = await world.stores.models.relay.find({}).lean();
    expect(after?.expiresAt).toEqual(before?.expiresAt);
    expect(Number(after?.expiresAt) - world.clock.time).toBeGreaterThan(30 * 86_400_000);
  });

  test('can be taken back before the code and not after', async () => {
    const requestId = await relay.asks(['Quite Another Shop']);
    const { relayCodes } = relay.stages;
    expect(await relayCodes.isOver(requestId)).toBe(false);
    expect(await relayCodes.cancel(requestId)).toMatchObject({ isCancelled: true });
    expect(await relayCodes.isOver(requestId)).toBe(true);
    await expect(relay.handOver(requestId)).rejects.toThrow('cancelled');
    const other = await relay.asks(['Quite Another Shop']);
    await relay.handOver(other);
    expect(await relayCodes.cancel(other)).toMatchObject({ isCancelled: false });
  });

  test('is shown by STATUS to the same person alone', async () => {
    const { asked } = await relay.handOver(await relay.asks(['Quite Another Shop']));
    const reference = asked[0]?.reference ?? '';
    const bilal = await world.person(operator, bilalNames);
    expect(await relay.standing(reference)).toMatchObject({
      name: 'passed-on',
    });
    expect(await relay.standing(reference, bilal)).toBeNull();
  });

  test('is gone with the person, key and all', async () => {
    await relay.handOver(await relay.asks(['Quite Another Shop']));
    const eraser = world.erasers.find(({ store }) => store === 'relays');
    const person = identitySetOf(relay.ana);
    expect(await eraser?.count(person)).toBe(1);
    const context = { signal: new AbortController().signal, erasedFrom: 0, stillOurs: () => Promise.resolve() };
    expect(await eraser?.erase(person, null, context)).toEqual({ deleted: 1, retained: 0 });
    expect(await world.stores.models.relay.countDocuments()).toBe(0);
  });
});

describe('for somebody else', () => {
  const passOn = (askId: string) =>
    relay.stages.relays.passOn({
      tenant: operator,
      subject: relay.ana,
      phoneNumberId,
      locale: 'en',
      words: 'for my son',
      askId,
    });

  test('is passed on however many businesses the same person asked that day: each of those had a code', async () => {
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
      await relay.handOver(await relay.asks([`Quite Another Shop ${name}`]));
    }
    expect(await passOn('event-1.0')).not.toBeNull();
  });

  test('asked again after a crash it is the same; five a day are passed on, and the sixth is not', async () => {
    const first = await passOn('event-1.0');
    expect(await passOn('event-1.0')).toEqual(first);
    for (const id of ['2', '3', '4', '5']) expect(await passOn(`event-${id}.0`)).not.toBeNull();
    expect(await passOn('event-6.0')).toBeNull();
    world.clock.time += 86_400_001;
    expect(await passOn('event-7.0')).not.toBeNull();
    expect(await world.stores.models.request.countDocuments()).toBe(0);
  });
});
