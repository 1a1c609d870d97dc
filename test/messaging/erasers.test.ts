import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type Model, Types } from 'mongoose';

import { type PersonBound } from '../../models/person-bound.ts';
import { identitySetOf, type Subject } from '../../src/conversation/subjects.ts';
import { locales } from '../../src/domain/locale.ts';
import { type EraseContext, type Eraser, type Retention } from '../../src/erasure/eraser.ts';
import { createContactsEraser } from '../../src/erasure/erasers/contacts.ts';
import { createMediaEraser } from '../../src/erasure/erasers/media.ts';
import { createMessagesEraser } from '../../src/erasure/erasers/messages.ts';
import { createOptInsEraser } from '../../src/erasure/erasers/opt-ins.ts';
import { createTemplateSendsEraser } from '../../src/erasure/erasers/template-sends.ts';
import { createPastWishes } from '../../src/stores/past-wishes.ts';
import { createPersonBoundRows } from '../../src/stores/person-bound-rows.ts';
import {
  bilal,
  business,
  type Log,
  message,
  now,
  openLog,
  owner,
  photo,
  status,
  text,
  wamidOf,
  wordless,
  unending,
} from './log.ts';

const names = ['contacts', 'messages', 'opt_ins', 'template_sends', 'media'] as const;
const collections = [
  'contacts',
  'messages',
  'message_contents',
  'opt_ins',
  'template_sends',
  'media',
  'media_files.files',
  'media_files.chunks',
] as const;

let world: Log;
let erasers: Readonly<Record<(typeof names)[number], Eraser>>;
beforeAll(async () => {
  world = await openLog();
  const { contact, message: entry, content, optIn, templateSend, media, file, chunk } = world.models;
  erasers = {
    contacts: createContactsEraser(createPersonBoundRows(contact, 'updatedAt')),
    messages: createMessagesEraser({
      messages: createPersonBoundRows(entry, 'at'),
      contents: createPersonBoundRows(content, 'at'),
    }),
    opt_ins: createOptInsEraser(createPersonBoundRows(optIn, 'at'), createPastWishes(optIn)),
    template_sends: createTemplateSendsEraser(createPersonBoundRows(templateSend, 'at')),
    media: createMediaEraser({
      media: createPersonBoundRows(media, 'at'),
      files: createPersonBoundRows(file, 'at'),
      chunks: createPersonBoundRows(chunk, 'at'),
    }),
  };
});
afterEach(() => world.empty());
afterAll(() => world.close());

const context: EraseContext = {
  stillOurs: () => Promise.resolve(),
  signal: new AbortController().signal,
  erasedFrom: now,
};
const collectionOf = (name: string) => world.connection.collection(name);

/** A person who left something in every store. */
async function fill(tenant = owner, who: Subject | null = null): Promise<Subject> {
  const subject = who ?? (await world.ana(tenant));
  const unique = subject.subjectId;
  await world.log.received(tenant, subject, photo({ messageId: wamidOf(`photo ${unique}`) }));
  await world.log.received(
    tenant,
    subject,
    text('old', { messageId: wamidOf(`old ${unique}`), at: '2026-11-01T00:00:00.000Z' }),
  );
  const sent = { tenant, subject, phoneNumberId: business.phoneNumberId, messageId: wamidOf(`out ${unique}`) };
  await world.sentLog.sent({ ...sent, type: 'template', templateName: 'code' });
  await world.objections.record({ tenant, subject, objects: true });
  const file = { bytes: Buffer.alloc(600_000, 5), mimeType: 'image/jpeg' };
  await world.downloads({ download: () => Promise.resolve(file) }).fetchDue(10, unending);
  return subject;
}

test('everything that messaging leaves behind belongs to one of these erasers', async () => {
  await fill();
  const covered = Object.values(erasers).flatMap((one) => one.covers);
  expect(covered).toEqual(expect.arrayContaining([...collections]));
  expect(new Set(covered).size).toBe(covered.length);
  const kept = Object.keys(await world.counts()).filter((name) => !['person_keys', 'subjects'].includes(name));
  expect(kept.sort()).toEqual([...collections].sort());
});

test('each collection has what makes erasing cost by the person, and an end for what is kept', async () => {
  for (const name of collections) {
    const indexes = await collectionOf(name).indexes();
    const keys = indexes.map((one) => JSON.stringify(one.key));
    expect(keys).toEqual(expect.arrayContaining(['{"tenantId":1,"names":1}', '{"tenantId":1,"keyId":1}']));
    const ends = ['message_contents', 'media', 'media_files.files', 'media_files.chunks'].includes(name)
      ? ['expiresAt', 'keptUntil']
      : ['keptUntil'];
    const lives = indexes.filter((one) => one.expireAfterSeconds === 0).map((one) => Object.keys(one.key)[0]);
    expect(lives.sort()).toEqual(ends);
  }
});

test.each(locales)('each store says in %s what it is, why, and what erasing does', (locale) => {
  const lines = names.map((name) => erasers[name].describe(locale));
  for (const line of lines) {
    expect(line?.what).toMatch(/^\S.{3,50}[^.]$/u);
    expect(line?.why).toMatch(/\.$/u);
    expect(line?.onErase).toMatch(/\.$/u);
  }
  expect(new Set(lines.map((line) => line?.what)).size).toBe(names.length);
});

describe.each(names)('%s', (name) => {
  const eraser = (): Eraser => erasers[name];

  test('are erased, and a scan finds nothing', async () => {
    const person = identitySetOf(await fill());
    const count = await eraser().count(person);
    expect(count).toBeGreaterThan(0);
    expect((await eraser().scan(person, null, context)).residual).toBeGreaterThan(0);
    expect(await eraser().erase(person, null, context)).toEqual({ deleted: count, retained: 0 });
    expect(await eraser().scan(person, null, context)).toEqual({ residual: 0 });
    for (const covered of eraser().covers) expect(await collectionOf(covered).countDocuments({})).toBe(0);
  });

  test('can be erased again after a crash', async () => {
    const person = identitySetOf(await fill());
    await eraser().erase(person, null, context);
    expect(await eraser().erase(person, null, context)).toEqual({ deleted: 0, retained: 0 });
  });

  test('of others and of other tenants stay byte for byte', async () => {
    const subject = await fill();
    await fill(wordless);
    await fill(owner, await world.stores.subjects.ensure(owner, [bilal.phone]));
    const others = async () => {
      const found = await Promise.all(
        collections.map((one) =>
          collectionOf(one)
            .find({ subjectId: { $ne: subject.subjectId } })
            .sort({ _id: 1 })
            .toArray(),
        ),
      );
      return JSON.stringify(found);
    };
    const before = await others();
    await eraser().erase(identitySetOf(subject), null, context);
    expect(await others()).toBe(before);
  });

  test('stop at once when the run is stopped or lost', async () => {
    const person = identitySetOf(await fill());
    const count = await eraser().count(person);
    const lost = { ...context, stillOurs: () => Promise.reject(new Error('lease_lost')) };
    await expect(eraser().erase(person, null, lost)).rejects.toThrow('lease_lost');
    await expect(eraser().erase(person, null, { ...context, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(await eraser().count(person)).toBe(count);
  });

  test('planted by the raw driver are found by key id alone and by name alone, in every collection', async () => {
    const { tenantId, keyId, names: hashes } = await world.ana();
    const person = identitySetOf(await world.ana());
    for (const covered of eraser().covers.filter((one) => !one.includes(':'))) {
      for (const trace of [{ keyId }, { names: [hashes[1]] }]) {
        await collectionOf(covered).insertOne({ tenantId, messageHash: covered, subjectId: covered, ...trace });
        expect(await eraser().scan(person, null, context)).toEqual({ residual: 1 });
        await collectionOf(covered).deleteMany({});
      }
    }
  });

  test('are kept where a ground keeps them, by their age, and end', async () => {
    const subject = await fill();
    await collectionOf('contacts').updateMany({}, { $set: { updatedAt: new Date(now) } });
    const person = identitySetOf(subject);
    const count = await eraser().count(person);
    const until = now + 1_000_000;
    // The message of 1 November goes, the one of today stays.
    const retention: Retention = { ground: 'legal_claims', keepAfter: Date.parse('2026-11-10T00:00:00.000Z'), until };
    const isOld = name === 'messages' ? 1 : 0;
    const counts = { deleted: isOld, retained: count - isOld };
    expect(await eraser().erase(person, retention, context)).toEqual(counts);
    expect(await eraser().erase(person, retention, context)).toEqual({ deleted: 0, retained: counts.retained });
    expect(await eraser().scan(person, retention, context)).toEqual({ residual: 0 });
    for (const covered of eraser().covers.filter((one) => !one.includes(':'))) {
      const rows = await (collectionOf(covered) as unknown as Model<PersonBound>['collection']).find({}).toArray();
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => (row['keptUntil'] as Date).getTime() === until)).toBe(true);
    }
  });
});

test('what is kept is neither moved by a status nor taken back', async () => {
  const subject = await fill();
  const retention: Retention = { ground: 'legal_claims', keepAfter: 0, until: now + 1_000_000 };
  await erasers.messages.erase(identitySetOf(subject), retention, context);
  const before = await world.models.message.find().lean();
  await world.log.noted(owner, status('read', { messageId: wamidOf(`out ${subject.subjectId}`) }));
  const revoke = { kind: 'revoke', originalMessageId: wamidOf(`photo ${subject.subjectId}`) } as const;
  await world.log.received(owner, subject, message(revoke));
  expect(await world.models.message.find().lean()).toEqual(before);
});

test('chunks of files whose row is gone are found and erased', async () => {
  const person = identitySetOf(await fill());
  await world.models.media.deleteMany({});
  await world.models.file.deleteMany({});
  expect(await erasers.media.scan(person, null, context)).toEqual({ residual: 3 });
  await erasers.media.erase(person, null, context);
  expect(await world.models.chunk.countDocuments({})).toBe(0);
});

test('chunks of a download that wrote them while the rows went, go as well', async () => {
  const person = identitySetOf(await fill());
  const { media, file, chunk } = world.models;
  const late = await chunk.collection.findOne({});
  const rows = createPersonBoundRows(media, 'at');
  const raced = createMediaEraser({
    media: {
      ...rows,
      async *deleteInChunks(...given) {
        await chunk.collection.insertOne({ ...late, _id: new Types.ObjectId() });
        yield* rows.deleteInChunks(...given);
      },
    },
    files: createPersonBoundRows(file, 'at'),
    chunks: createPersonBoundRows(chunk, 'at'),
  });
  expect(await raced.erase(person, null, context)).toMatchObject({ deleted: 1 });
  expect(await raced.scan(person, null, context)).toEqual({ residual: 0 });
});

test('a long history goes in chunks, between which the run is asked whether it is still ours', async () => {
  const { tenantId, subjectId, keyId, names: hashes } = await world.ana();
  const rows = Array.from({ length: 4_500 }, (_, index) => ({
    tenantId,
    subjectId,
    keyId,
    names: hashes,
    messageHash: String(index),
    at: new Date(now),
  }));
  await world.models.message.collection.insertMany(rows);
  let asked = 0;
  const stillOurs = () => {
    asked += 1;
    return Promise.resolve();
  };
  const person = identitySetOf(await world.ana());
  expect(await erasers.messages.erase(person, null, { ...context, stillOurs })).toEqual({
    deleted: 4_500,
    retained: 0,
  });
  expect(asked).toBeGreaterThanOrEqual(4);
});
