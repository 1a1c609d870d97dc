import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createRelayStages } from '../../src/container/relay-stages.ts';
import { identitySetOf, type Subject } from '../../src/conversation/subjects.ts';
import { type ControllerNotice } from '../../src/notifications/notice.ts';
import { type AskedOrder } from '../../src/notifications/notices.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';

const operatorIds = { portfolioId: '5000000000000777', wabaId: '555000555000555', name: 'Made-Up Messaging' };
const operator = tenantOf('tenant-operator', { ...operatorIds, isOperator: true });
const phoneNumberId = '666000666000666';

let world: ErasureWorld;
let stages: ReturnType<typeof createRelayStages>;
let told: (AskedOrder & { readonly to: string })[];
/** How often the business's request may still be verified before the process dies. */
let livesLeft: number;
let here: Subject;
let takenBack: (ControllerNotice & { readonly to: string })[];
/** How often a business's request may still be cancelled before the process dies. */
let cancelsLeft: number;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  told = [];
  takenBack = [];
  livesLeft = cancelsLeft = Infinity;
  world.tenants.set(operator.tenantId, operator);
  const tenants = {
    ...world.stores.tenants,
    all: () => Promise.resolve([world.tenant, operator]),
  };
  stages = createRelayStages({
    ...{ stores: { ...world.stores, tenants }, telemetry: world.telemetry, clock: world.clock },
    desk: {
      ...world.desk,
      verified(requestId) {
        livesLeft -= 1;
        return livesLeft < 0 ? Promise.reject(new Error('The power went.')) : world.desk.verified(requestId);
      },
      cancel(requestId, because) {
        cancelsLeft -= 1;
        return cancelsLeft < 0 ? Promise.reject(new Error('The power went.')) : world.desk.cancel(requestId, because);
      },
    },
    notices: {
      announce({ tenantId: to }, notice) {
        takenBack.push({ ...notice, to });
        return Promise.resolve();
      },
      announceAsked({ tenantId: to }, order) {
        told.push({ ...order, to });
        return Promise.resolve();
      },
    },
  });
  here = await world.person(operator, anaNames);
});
afterAll(() => world.close());

async function asks(businesses: readonly string[], subject = here): Promise<string> {
  const part = { kind: 'elsewhere', asked: { businesses, about: 'Ana Fictive, in spring' } } as const;
  const order = { tenant: operator, subject, phoneNumberId, matter: { right: 'erasure', part }, locale: 'en' } as const;
  const opening = await stages.relayCodes.open(order);
  if (opening.name !== 'open') throw new Error('It was not opened.');
  await stages.relayCodes.codeSent(opening.requestId, 'template');
  return opening.requestId;
}

async function handOver(requestId: string) {
  const handed = await stages.relays.handOver({ tenant: operator, subject: here, requestId });
  if (handed === null) throw new Error('It was cancelled.');
  return handed;
}
const takeBack = (askId: string, requestId: string | null = null, subject = here) =>
  stages.relays.takeBack({ tenant: operator, subject, requestId, because: 'asked', askId });
const requestsAt = (tenant: Tenant) =>
  world.stores.models.request.find({ tenantId: tenant.tenantId }).lean<{ _id: string; codeChannel?: string }[]>();

describe('what is asked on the operator’s number', () => {
  test('is asked of nobody before the code, and opens a verified request of the business alone after it', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await asks(['Made-Up Plants']);
    expect([await requestsAt(world.tenant), told]).toEqual([[], []]);
    const { asked } = await handOver(requestId);
    const [request] = await requestsAt(world.tenant);
    expect(request).toMatchObject({ codeChannel: 'operator_template', reference: asked[0]?.reference });
    expect((await world.request(request?._id ?? '')).state.name).toBe('verified');
    expect([await requestsAt(operator), told]).toEqual([[], []]);
  });

  test('a business that holds nothing about the person is told itself, once, by the names it could know, and not the operator', async () => {
    const requestId = await asks(['Made-Up Plants']);
    await handOver(requestId);
    const { asked } = await handOver(requestId);
    const reference = asked[0]?.reference ?? '';
    const identifiers = anaNames.filter(({ kind }) => kind === 'phone');
    expect(told).toMatchObject([
      { to: world.tenant.tenantId, what: 'nothing-held', reference, person: { identifiers } },
    ]);
    expect(told[0]?.asked).toEqual([{ kind: 'asked_about', value: 'Ana Fictive, in spring' }]);
    expect(await requestsAt(world.tenant)).toEqual([]);
    const standing = await stages.relays.status({ tenant: operator, subject: here, reference });
    expect(standing).toMatchObject({ name: 'passed-on', to: 'business' });
    expect((await takeBack('event-1.0'))?.map(({ end }) => end)).toEqual(['told']);
    expect(takenBack).toMatchObject([{ to: world.tenant.tenantId, event: 'dsr.cancelled', reference }]);
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
            } as never)
          : world.stores.models.message.collection.insertOne({
              ...row,
              messageHash: phoneNumberId,
              direction: 'in',
              at,
            } as never));
      }
      await handOver(await asks(['Made-Up Plants']));
      const [request] = await requestsAt(world.tenant);
      expect((await world.request(request?._id ?? '')).phoneNumberId).toBe('222000222000223');
    },
  );

  test('handed over twice, it is the same: no second request, no second notice, the same references', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await asks(['Made-Up Plants', 'Quite Another Shop']);
    const first = await handOver(requestId);
    expect(await handOver(requestId)).toEqual(first);
    expect([(await requestsAt(world.tenant)).length, told.length]).toEqual([1, 1]);
  });

  test('cut off in the middle, it goes on where it was', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await asks(['Quite Another Shop', 'Made-Up Plants']);
    livesLeft = 0;
    await expect(handOver(requestId)).rejects.toThrow('The power went.');
    livesLeft = 1;
    const { asked } = await handOver(requestId);
    const [request, ...more] = await requestsAt(world.tenant);
    expect([more.length, told.length, asked.length]).toEqual([0, 1, 2]);
    expect((await world.request(request?._id ?? '')).state.name).toBe('verified');
  });

  test('reaches nobody by a business-scoped id of another portfolio, nor by a number of before', async () => {
    await world.person(world.tenant, [{ kind: 'bsuid', value: 'US.1000000000000000001' }]);
    await world.person(world.tenant, bilalNames);
    here = await world.person(operator, [...bilalNames.slice(1), { kind: 'phone', value: '16505550177' }]);
    await handOver(await asks(['Made-Up Plants'], here));
    expect([(await requestsAt(world.tenant)).length, told.length]).toEqual([0, 1]);
  });

  test('other words take the place of those that wait, and the code of before confirms nothing', async () => {
    const first = await asks(['Made-Up Plants']);
    expect(await asks(['Made-Up Plants'])).toBe(first);
    const second = await asks(['Quite Another Shop']);
    await expect(handOver(first)).rejects.toThrow('cancelled');
    expect((await handOver(second)).asked).toHaveLength(1);
  });

  test('can be taken back before the code and not after', async () => {
    const requestId = await asks(['Quite Another Shop']);
    expect(await stages.relayCodes.cancel(requestId)).toMatchObject({ isCancelled: true });
    await expect(handOver(requestId)).rejects.toThrow('cancelled');
    const other = await asks(['Quite Another Shop']);
    await handOver(other);
    expect(await stages.relayCodes.cancel(other)).toMatchObject({ isCancelled: false });
  });

  test('is shown by STATUS to the same person alone', async () => {
    const { asked } = await handOver(await asks(['Quite Another Shop']));
    const reference = asked[0]?.reference ?? '';
    const bilal = await world.person(operator, bilalNames);
    expect(await stages.relays.status({ tenant: operator, subject: here, reference })).toMatchObject({
      name: 'passed-on',
    });
    expect(await stages.relays.status({ tenant: operator, subject: bilal, reference })).toBeNull();
  });

  test('is gone with the person, key and all', async () => {
    await handOver(await asks(['Quite Another Shop']));
    const eraser = world.erasers.find(({ store }) => store === 'relays');
    const person = identitySetOf(here);
    expect(await eraser?.count(person)).toBe(1);
    const context = { signal: new AbortController().signal, erasedFrom: 0, stillOurs: () => Promise.resolve() };
    expect(await eraser?.erase(person, null, context)).toEqual({ deleted: 1, retained: 0 });
    expect(await world.stores.models.relay.countDocuments()).toBe(0);
  });
});

describe('for somebody else', () => {
  const passOn = (askId: string) =>
    stages.relays.passOn({ tenant: operator, subject: here, phoneNumberId, locale: 'en', words: 'for my son', askId });

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

describe('CANCEL on the operator’s number', () => {
  const stateAt = async (tenant: Tenant): Promise<string> => {
    const [request] = await requestsAt(tenant);
    return (await world.request(request?._id ?? '')).state.name;
  };

  test('takes back each business’s own request, and tells the people who pass one on to stop', async () => {
    await world.person(world.tenant, anaNames);
    const { asked } = await handOver(await asks(['Made-Up Plants', 'Quite Another Shop']));
    const [plants = '', shop = ''] = asked.map(({ reference }) => reference);
    expect(await takeBack('event-1.0')).toEqual([
      { words: 'Made-Up Plants', reference: plants, end: 'cancelled' },
      { words: 'Quite Another Shop', reference: shop, end: 'told' },
    ]);
    expect(await stateAt(world.tenant)).toBe('cancelled');
    expect(takenBack).toMatchObject([{ event: 'dsr.cancelled', reference: shop, requestId: told[0]?.requestId }]);
    for (const reference of [plants, shop]) {
      const standing = await stages.relays.status({ tenant: operator, subject: here, reference });
      expect(standing).toMatchObject({ name: 'request', state: 'cancelled' });
    }
    // And nothing is left to be cancelled.
    expect(await takeBack('event-2.0')).toBeNull();
  });

  test('past the point of no return it says so, and erasing goes on', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await asks(['Made-Up Plants', 'Quite Another Shop']);
    await handOver(requestId);
    const [request] = await requestsAt(world.tenant);
    const verifiedAt = new Date(world.clock.time).toISOString();
    await world.stores.requests.change(await world.request(request?._id ?? ''), {
      state: { name: 'planning', verifiedAt },
    });
    expect((await takeBack('event-1.0'))?.map(({ end }) => end)).toEqual(['too-late', 'told']);
    expect(await stateAt(world.tenant)).toBe('planning');
  });

  test('cut off in the middle, it comes to the same answer', async () => {
    await world.person(world.tenant, anaNames);
    const { asked } = await handOver(await asks(['Made-Up Plants', 'Quite Another Shop']));
    cancelsLeft = 0;
    await expect(takeBack('event-1.0')).rejects.toThrow('The power went.');
    cancelsLeft = Infinity;
    const whole = asked.map((one, index) => ({ ...one, end: index === 0 ? 'cancelled' : 'told' }));
    expect(await takeBack('event-1.0')).toEqual(whole);
    expect(await takeBack('event-1.0')).toEqual(whole);
  });

  test('in the middle of handing over it leaves out whoever was not asked yet', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await asks(['Quite Another Shop', 'Made-Up Plants', 'A Third Shop']);
    livesLeft = 0;
    await expect(handOver(requestId)).rejects.toThrow('The power went.');
    livesLeft = Infinity;
    expect((await takeBack('event-1.0', requestId))?.map(({ end }) => end)).toEqual(['told', 'cancelled', 'cancelled']);
    await handOver(requestId);
    expect([await stateAt(world.tenant), told.length]).toEqual(['cancelled', 1]);
  });

  test('is heard of the same identity alone, and reaches no request that began elsewhere', async () => {
    const there = await world.person(world.tenant, anaNames);
    const bilal = await world.person(operator, bilalNames);
    await handOver(await asks(['Made-Up Plants']));
    expect(await takeBack('event-1.0', null, bilal)).toBeNull();
    expect(await stateAt(world.tenant)).toBe('verified');
    await takeBack('event-2.0');
    const direct = await world.verifiedRequest(world.tenant, there);
    expect(await takeBack('event-3.0')).toBeNull();
    expect((await world.request(direct)).state.name).toBe('verified');
  });
});
