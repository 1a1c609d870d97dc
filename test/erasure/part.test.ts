import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { type Instant, toInstant } from '../../src/domain/instant.ts';
import { type ErasurePart } from '../../src/domain/matter.ts';
import { createOutgoing, type Outgoing, type OutgoingOrder } from '../../src/messaging/outgoing.ts';
import { createPeople } from '../../src/messaging/people.ts';
import { createLockOuts } from '../../src/requests/lock-outs.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { verifiedMatter } from '../access/copying.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { fill } from './samples.ts';
import { anaNames, tenantOf } from './tenant-and-names.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

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

const ago = (ms: number): Instant => toInstant(world.clock.time - ms);
const wish = (category: 'marketing' | 'processing', state: 'in' | 'out', at: Instant) =>
  world.stores.optIns.record({ subject: ana, category, state, source: 'chat', at, proof: null });

/** Asks for the part with a code, and lets the run come to its end. */
async function erased(part: ErasurePart): Promise<string> {
  const requestId = await verifiedMatter(world, ana, { right: 'erasure', part });
  expect((await world.runUntilRest(world.runnerOf(), requestId)).state.name).toBe('answered');
  return world.sent.map(({ message }) => (message.kind === 'text' ? message.body : message.kind)).join('\n');
}

async function lastRequest(): Promise<string> {
  const row = await world.stores.models.request.findOne({}, { _id: 1 }).sort({ openedAt: -1 }).lean();
  return row?._id ?? '';
}

function outgoing(): Outgoing {
  const { subjects, suppressions, messages, templateSends, optIns, blindIndex } = world.stores;
  const lockOuts = createLockOuts({ store: world.parts.store, blindIndex });
  return createOutgoing({
    people: createPeople({ subjects, lockOuts, suppressions }),
    ...{ subjects, sender: world.parts.sender, messages, templateSends, optIns },
    ...{ telemetry: world.telemetry, clock: world.clock },
  });
}

const order = (isMarketing: boolean): OutgoingOrder => ({
  phoneNumberId: '222000222000222',
  identifiers: anaNames,
  message: { kind: 'text', body: 'Made-up news' },
  isMarketing,
});

describe('what was agreed to, erased', () => {
  test('leaves a STOP in force', async () => {
    await wish('marketing', 'in', ago(3 * hourMs));
    await wish('marketing', 'out', ago(2 * hourMs));
    await erased({ kind: 'opt-ins' });
    await expect(outgoing().send(world.tenant, order(true))).rejects.toMatchObject({ code: 'subject_objected' });
    expect(await world.stores.models.optIn.countDocuments()).toBe(1);
  });

  test('leaves a pause in force', async () => {
    await wish('processing', 'out', ago(2 * hourMs));
    await wish('marketing', 'in', ago(hourMs));
    await erased({ kind: 'opt-ins' });
    await expect(outgoing().send(world.tenant, order(false))).rejects.toMatchObject({ code: 'subject_restricted' });
    expect(await world.stores.models.optIn.distinct('category')).toEqual(['processing']);
  });

  test('takes a refusal along that was lifted since', async () => {
    await wish('marketing', 'out', ago(2 * hourMs));
    await wish('marketing', 'in', ago(hourMs));
    const said = await erased({ kind: 'opt-ins' });
    expect(await world.stores.models.optIn.countDocuments()).toBe(0);
    expect(said).not.toMatch(/stays noted/);
  });

  test('is told with what stays noted', async () => {
    await wish('marketing', 'out', ago(hourMs));
    expect(await erased({ kind: 'opt-ins' })).toMatch(/^Done, and we checked\..*stays noted/s);
  });
});

describe('files, of which a ground keeps the last year', () => {
  beforeEach(() => {
    const rule = { store: 'media', ground: 'legal_claims', retentionDays: 365 } as const;
    const instruction = { version: '1', objectionHours: 0, kept: [rule], hash: sha256Base64url('keeps files') };
    world.tenants.set('tenant-first', tenantOf('tenant-first', { instruction }));
  });

  const statusOf = async (requestId: string) => {
    const { reference } = await world.request(requestId);
    return world.desk.status({ tenant: world.tenant, subject: null, requestId: null, reference });
  };

  test('are named as kept when some are there, and STATUS knows it', async () => {
    await fill(world, world.identity(ana), 1, ['media']);
    const said = await erased({ kind: 'media' });
    expect(said).toMatch(/This has to stay for now:\n• Photos.*an open legal matter/s);
    expect(await statusOf(await lastRequest())).toMatchObject({ somethingStays: true });
  });

  test('are not named as kept when there were none', async () => {
    const said = await erased({ kind: 'media' });
    expect(said).not.toContain('has to stay');
    expect(await statusOf(await lastRequest())).not.toHaveProperty('somethingStays');
  });

  test('are not named as kept when all of them were older', async () => {
    await fill(world, world.identity(ana), 1, ['media']);
    for (const name of ['media', 'media_files.files', 'media_files.chunks']) {
      const at = new Date(world.clock.time - 400 * dayMs);
      await world.connection.collection(name).updateMany({}, { $set: { at } });
    }
    expect(await erased({ kind: 'media' })).not.toContain('has to stay');
    expect(await world.stores.models.media.countDocuments()).toBe(0);
  });

  test('an erasure of everything tells STATUS that something stays', async () => {
    await fill(world, world.identity(ana), 1, ['media']);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    expect((await world.runUntilRest(world.runnerOf(), requestId)).state.name).toBe('erased');
    expect(await statusOf(requestId)).toMatchObject({ somethingStays: true });
  });
});
