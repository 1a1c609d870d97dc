import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createRelayStages } from '../../src/container/relay-stages.ts';
import { identitySetOf, type Subject } from '../../src/conversation/subjects.ts';
import { type AskedOrder } from '../../src/notifications/notices.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';

const operatorIds = { portfolioId: '5000000000000777', wabaId: '555000555000555', name: 'Made-Up Messaging' };
const operator = tenantOf('tenant-operator', { ...operatorIds, isOperator: true });
const phoneNumberId = '666000666000666';

let world: ErasureWorld;
let stages: ReturnType<typeof createRelayStages>;
let told: AskedOrder[];
/** How often the business's request may still be verified before the process dies. */
let livesLeft: number;
let here: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  told = [];
  livesLeft = Infinity;
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
    },
    notices: {
      announceAsked(_tenant, order) {
        told.push(order);
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

const handOver = (requestId: string) => stages.relays.handOver({ tenant: operator, subject: here, requestId });
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
