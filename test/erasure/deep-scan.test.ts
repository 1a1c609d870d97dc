import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { createDeepScan, type DeepScan, type DeepScanParts } from '../../src/erasure/deep-scan/deep-scan.ts';
import { emptyCard } from '../../src/messaging/contact-card.ts';
import { type ControllerNotice } from '../../src/notifications/notice.ts';
import { makeWamid } from '../support/graph/wamid.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { anaNames, bilalNames } from './tenant-and-names.ts';
import { rememberedOf } from '../support/remembered.ts';

let world: ErasureWorld;
let told: ControllerNotice[] = [];
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(() => {
  told = [];
  return world.empty();
});
afterAll(() => world.close());

const dayMs = 86_400_000;

function deepScan(rest: Partial<DeepScanParts> = {}): DeepScan {
  const { stores, parts, clock } = world;
  return createDeepScan({
    ...parts,
    subjects: stores.subjects,
    sources: stores.scanSources,
    scans: stores.deepScans,
    tombstones: stores.tombstones,
    notices: { announce: (_tenant, notice) => Promise.resolve(void told.push(notice)) },
    clock,
    ...rest,
  });
}

/** A night's scan, to its end. */
async function night(scan = deepScan()): Promise<void> {
  world.clock.time += dayMs;
  for (let turn = 0; turn < 50; turn += 1) if (!(await scan.turn())) return;
  throw new Error('The scan did not end.');
}

/** Ana's erasure was done a moment ago: everything now in the stores is older, since the world's clock is ahead. */
async function buried(): Promise<void> {
  const { tombstones } = world.stores;
  await tombstones.bury(
    rememberedOf(world.stores.blindIndex, world.tenant, anaNames, { locale: 'en' }),
    world.clock.time,
  );
  await tombstones.close(rememberedOf(world.stores.blindIndex, world.tenant, anaNames), world.clock.time);
}

async function words(subject: Subject, text: string): Promise<void> {
  const at = toInstant(Date.now() - 60_000);
  const of = { subject, messageId: makeWamid({ phone: '447700900123' }, 'in') };
  const { messages } = world.stores;
  await messages.add({ ...of, direction: 'in', origin: 'live', type: 'text', phoneNumberId: '222000222000222', at });
  await messages.addContent(of, { text, at, expiresAt: new Date(world.clock.time + 30 * dayMs) });
}

const found = () => world.said.filter(({ name }) => name === 'erased_person_found');
const people = () => world.stores.models.subject.countDocuments({});
const contents = () => world.stores.models.messageContent.countDocuments({});

describe('the nightly deep scan', () => {
  test('erases again whoever came back with an old row, all of it, and tells the business counts only', async () => {
    const ana = await world.person(world.tenant, anaNames);
    await words(ana, 'I am back');
    await world.stores.contacts.change(ana, () => emptyCard);
    const bilal = await world.person(world.tenant, bilalNames);
    await words(bilal, 'I was never away');
    await buried();
    await night();
    expect([await people(), await contents()]).toEqual([1, 1]);
    expect(await world.stores.models.contact.countDocuments({})).toBe(0);
    expect(await world.stores.models.personKey.countDocuments({})).toBe(1);
    expect(found()).toEqual([
      { name: 'erased_person_found', facts: { store: 'subjects', outcome: 'erased', deleted: 4, residual: 0 } },
    ]);
    expect(told).toHaveLength(1);
    const [notice] = told;
    expect(notice).toMatchObject({
      event: 'dsr.resurrection',
      reference: expect.stringMatching(/^ER(-[0-9A-Z]{4}){3}$/),
      stores: expect.arrayContaining([
        expect.objectContaining({ store: 'messages', matched: 1, deleted: 1, residual: 0 }),
      ]),
    });
    expect(JSON.stringify(notice)).not.toMatch(/16505550100|US\.1000/);
  });

  test.each([
    ['a number in another script', 'رقمي ١٦٥٠٥٥٥٠١٠٠'],
    ['an id', 'it is US.1000000000000000001'],
    ['a wamid', makeWamid({ phone: '16505550100' }, 'in')],
  ])('finds what belongs to nobody who is there by %s in it', async (_what, text) => {
    const ana = await world.person(world.tenant, anaNames);
    await words(ana, text);
    // Half an erasure: who they are is gone, what they wrote is not.
    await world.stores.models.subject.deleteMany({});
    await buried();
    await night();
    expect(await contents()).toBe(0);
    expect(await world.stores.models.personKey.countDocuments({})).toBe(0);
    expect(found()).toHaveLength(1);
  });

  test('leaves what other people wrote about somebody: it is theirs', async () => {
    const bilal = await world.person(world.tenant, bilalNames);
    await words(bilal, 'Ask Ana: +1 (650) 555-0100');
    await buried();
    await night();
    expect([await people(), await contents()]).toEqual([1, 1]);
    expect([found(), told]).toEqual([[], []]);
  });

  test('leaves whoever was given the number of somebody erased, and had names of their own before', async () => {
    const bilal = await world.person(world.tenant, bilalNames);
    await words(bilal, 'I have a new number');
    const [, number] = anaNames;
    if (number === undefined) throw new Error('Ana has no number.');
    await world.stores.subjects.ensure(world.tenant, [...bilalNames, number]);
    await buried();
    await night();
    expect([await people(), await contents()]).toEqual([1, 1]);
    expect([found(), told]).toEqual([[], []]);
  });

  test('leaves the words of somebody who is gone by themselves, though they name somebody erased', async () => {
    const bilal = await world.person(world.tenant, bilalNames);
    await words(bilal, 'Ask Ana: +1 (650) 555-0100');
    await world.stores.models.subject.deleteMany({});
    await world.person(world.tenant, bilalNames);
    await buried();
    await night();
    expect([await people(), await contents()]).toEqual([1, 1]);
  });

  test('takes an old document alone where its person has written anew since', async () => {
    const ana = await world.person(world.tenant, anaNames);
    await words(ana, 'My number is +1 (650) 555-0100');
    await world.stores.models.subject.deleteMany({});
    await buried();
    world.clock.time += 3_600_000;
    const anew = await world.person(world.tenant, anaNames);
    await world.stores.models.subject.updateOne({ _id: anew.subjectId }, { createdAt: new Date(world.clock.time) });
    await words(anew, 'Hello again');
    await night();
    expect([await people(), await contents()]).toEqual([1, 1]);
    expect(found()).toMatchObject([{ facts: { store: 'messages', outcome: 'row' } }]);
    expect(told).toEqual([]);
  });

  test('leaves whoever has written anew since', async () => {
    const { tombstones } = world.stores;
    const erasedAt = Date.now() - 3_600_000;
    await tombstones.bury(rememberedOf(world.stores.blindIndex, world.tenant, anaNames, { locale: 'en' }), erasedAt);
    await tombstones.close(rememberedOf(world.stores.blindIndex, world.tenant, anaNames), erasedAt);
    await words(await world.person(world.tenant, anaNames), 'Hello again, it is +1 650 555 0100');
    await night();
    expect([await people(), await contents()]).toEqual([1, 1]);
    expect(told).toEqual([]);
  });

  test('leaves an erasure alone that is still running', async () => {
    await world.person(world.tenant, anaNames);
    await world.stores.tombstones.bury(
      rememberedOf(world.stores.blindIndex, world.tenant, anaNames, { locale: 'en' }),
      world.clock.time,
    );
    await night();
    expect(await people()).toBe(1);
  });

  test('goes on where it was cut off, and ends though a page could not be read once', async () => {
    const ana = await world.person(world.tenant, anaNames);
    await words(ana, 'I am back');
    await buried();
    const [subjects, contacts, ...rest] = world.stores.scanSources;
    if (subjects === undefined || contacts === undefined) throw new Error('There are no sources.');
    let reads = 0;
    const counted = {
      ...subjects,
      page: (...given: Parameters<typeof subjects.page>) => ((reads += 1), subjects.page(...given)),
    };
    const sick = { ...contacts, page: () => Promise.reject(new Error('Not now.')) };
    world.clock.time += dayMs;
    await expect(deepScan({ sources: [counted, sick, ...rest] }).turn()).rejects.toThrow('Not now.');
    // The lease of whoever died runs out.
    world.clock.time += 121_000;
    await night(deepScan({ sources: [counted, contacts, ...rest] }));
    expect(reads).toBe(1);
    expect(told).toHaveLength(1);
  });

  test('is done once a night, by one of ten workers', async () => {
    let pages = 0;
    const sources = world.stores.scanSources.map((source) => ({
      ...source,
      page: (...given: Parameters<typeof source.page>) => ((pages += 1), source.page(...given)),
    }));
    world.clock.time += dayMs;
    await Promise.all(Array.from({ length: 10 }, () => deepScan({ sources }).turn()));
    for (let turn = 0; turn < 5; turn += 1) await deepScan({ sources }).turn();
    expect(pages).toBe(sources.length);
    world.clock.time += dayMs;
    await night(deepScan({ sources }));
    expect(pages).toBe(2 * sources.length);
  });

  test('can be done at once, for an operator who waits for it', async () => {
    await world.person(world.tenant, anaNames);
    await world.person(world.tenant, bilalNames);
    await buried();
    expect(await deepScan().whole()).toEqual({ rows: 2, found: 1 });
    expect(await deepScan().whole()).toEqual({ rows: 1, found: 0 });
  });

  test('waits for the next night when the person is writing just now', async () => {
    await world.person(world.tenant, anaNames);
    await buried();
    const { lanes, blindIndex } = world.stores;
    const lane = blindIndex.lane(world.tenant, anaNames[0] ?? { kind: 'phone', value: '' });
    const fence = await lanes.take(lane, world.clock.time, 3 * dayMs);
    await night();
    expect(await people()).toBe(1);
    expect(found()).toMatchObject([{ facts: { outcome: 'busy' } }]);
    await lanes.release(lane, fence ?? 0);
    await night();
    expect(await people()).toBe(0);
  });
});
