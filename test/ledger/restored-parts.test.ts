import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { createReplayOf } from '../../src/container/ledger.ts';
import { runDrill } from '../../src/backups/drill.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type ErasurePart } from '../../src/domain/matter.ts';
import { createRegister } from '../../src/erasure/register.ts';
import { emptyHead, entryOf, hashOf } from '../../src/ledger/ledger-entry.ts';
import { type RestoreGate } from '../../src/ledger/restore-gate.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { fill, plant } from '../erasure/samples.ts';
import { anaNames, tenantOf } from '../erasure/tenant-and-names.ts';
import { type Dump, dumpOf, putBack } from '../support/dump.ts';
import { until } from '../support/until.ts';
import { gateOf } from './gate-of.ts';
import { noteOf } from './notes.ts';

const hourMs = 3_600_000;

let world: ErasureWorld;
let ana: Subject;
let gate: RestoreGate | null = null;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
  await fill(world, world.identity(ana), 3, ['messages', 'template_sends', 'opt_ins', 'media']);
});
afterEach(async () => {
  await gate?.close();
  gate = null;
});

const countOf = (collection: string): Promise<number> => world.connection.collection(collection).countDocuments({});
const mediaRows = async (): Promise<number> =>
  (await countOf('media')) + (await countOf('media_files.files')) + (await countOf('media_files.chunks'));

async function requestOf(part: ErasurePart): Promise<string> {
  const opened = await world.desk.open({
    ...{ tenant: world.tenant, subject: ana, phoneNumberId: '222000222000222', locale: 'en' },
    matter: { right: 'erasure', part },
  });
  if (opened.name !== 'open') throw new Error('another request is in the way');
  await world.desk.codeSent(opened.requestId, 'chat');
  await world.desk.verified(opened.requestId);
  return opened.requestId;
}

/** Takes a dump, erases the part, and puts the dump back. */
async function restoredOver(part: ErasurePart): Promise<Dump> {
  const first = gateOf(world);
  await first.start();
  await first.close();
  const dump = await dumpOf(world.connection);
  const ended = await world.runUntilRest(world.runnerOf(), await requestOf(part));
  expect(ended.state.name).toBe('answered');
  await putBack(world.connection, dump);
  return dump;
}

async function opened(): Promise<void> {
  const made = gateOf(world);
  gate = made;
  await made.start();
  expect(made.isOpen()).toBe(false);
  await until(() => made.isOpen());
}

describe('a part that was erased since the backup', () => {
  test('is gone again before the gate opens, and the rest of the person stays as it is', async () => {
    await restoredOver({ kind: 'media' });
    expect(await mediaRows()).toBe(5);
    await opened();
    expect(await mediaRows()).toBe(0);
    expect([await countOf('messages'), await countOf('opt_ins')]).toEqual([3, 3]);
    expect(await countOf('subjects')).toBe(1);
    expect(await countOf('tombstones')).toBe(0);
    expect(await countOf('person_keys')).toBe(1);
    expect(await world.ledgerParts().ledger.compare()).toBe('equal');
  });

  test('is limited as it was then: what is younger stays', async () => {
    const old = { at: new Date(world.clock.time - 48 * hourMs) };
    await world.connection.collection('messages').updateMany({}, { $set: old });
    await plant(world, 'messages', world.identity(ana));
    await restoredOver({ kind: 'before', at: toInstant(world.clock.time - 24 * hourMs) });
    expect(await countOf('messages')).toBe(4);
    await opened();
    expect(await countOf('messages')).toBe(1);
    expect(await countOf('media')).toBe(3);
  });

  test('keeps what the standing instruction kept then, under whatever stands now', async () => {
    const kept = [{ store: 'media', ground: 'legal_duty' as const, retentionDays: 1 }];
    const instruction = { ...world.tenant.instruction, kept };
    world.tenants.set('tenant-first', tenantOf('tenant-first', { instruction }));
    const [row] = await world.connection.collection('media').find({}).toArray();
    const old = { at: new Date(world.clock.time - 48 * hourMs) };
    await world.connection.collection('media').updateOne({ _id: row?._id as never }, { $set: old });
    await restoredOver({ kind: 'media' });
    world.tenants.set('tenant-first', tenantOf('tenant-first'));
    world.clock.time += 90 * hourMs;
    await opened();
    expect(await countOf('media')).toBe(2);
  });

  test('is what the drill says that a backup would bring back', async () => {
    await restoredOver({ kind: 'media' });
    const { store, journal } = world.ledgerParts();
    const register = createRegister(world.erasers);
    const replay = createReplayOf(world.stores, store, register, world.clock);
    const { entries, broughtBack, leftOver } = await runDrill(
      { store, register, replay, tenantRows: world.stores.tenantRows },
      journal,
      new AbortController().signal,
    );
    expect({ entries, leftOver }).toEqual({ entries: 1, leftOver: 0 });
    expect(broughtBack.map(({ items }) => items)).toEqual([{ media: 5 }]);
  });
});

describe('entries of the ledger', () => {
  test('that were written before parts were noted are still proved by their hash', () => {
    const { told, ...entry } = entryOf(noteOf('request-of-old'), emptyHead, 1_800_000_000_000);
    expect(told).toBeDefined();
    expect(hashOf(entry)).toBe('53Qz9BztdbB2ienyrOwt_P9QbOOSRxKvjZGm3BhLSmE');
    expect(entry.entryId).toBe('Kp95n73mUIR1ReLCicf2YRsVt6L9LjwKPJBGGz7RB3Q');
  });

  test('of a part are proved with its limits', () => {
    const { request, identity, erasedFrom } = noteOf('request-of-a-part');
    const part = { kind: 'media', stores: [{ store: 'media', olderThan: null }] } as const;
    const entry = entryOf({ kind: 'part', request, identity, erasedFrom, part }, emptyHead, 1_800_000_000_000);
    const moved = { ...part, stores: [{ store: 'media', olderThan: 1 }] };
    expect(hashOf(entry)).toBe(entry.hash);
    expect(hashOf({ ...entry, part: moved })).not.toBe(entry.hash);
  });
});
