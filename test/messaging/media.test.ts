import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';
import { mongo } from 'mongoose';

import { openBytes } from '../../src/keys/seal.ts';
import { maxMediaBytes, type MediaSource } from '../../src/messaging/media-source.ts';
import { mediaFilePlace } from '../../src/stores/media.ts';
import { ana, type Log, message, now, openLog, owner, photo, wamidOf, unending } from './log.ts';

let world: Log;
beforeAll(async () => {
  world = await openLog();
});
afterEach(() => world.empty());
afterAll(() => world.close());

const picture = Buffer.from(Array.from({ length: 700_000 }, (_, index) => index % 251));
const asked: unknown[] = [];
const source: MediaSource = {
  download: ({ tenant, phoneNumberId, mediaId }) => {
    asked.push([tenant.tenantId, phoneNumberId, mediaId]);
    return Promise.resolve({ bytes: picture, mimeType: 'image/jpeg' });
  },
};
const receivePhoto = async () => {
  const subject = await world.ana();
  await world.log.received(owner, subject, photo());
  return subject;
};
const without = { person_keys: 1, subjects: 1, contacts: 1, messages: 1, message_contents: 1 };

test('a file is fetched apart from the conversation, sealed, and opens again as any GridFS reader reads it', async () => {
  const subject = await receivePhoto();
  expect(asked).toEqual([]);
  expect(await world.downloads(source).fetchDue(10, unending)).toBe(1);
  expect(asked).toEqual([[owner.tenantId, '222000222000222', '900100']]);
  const row = await world.models.media.findOne().lean();
  expect(row).toMatchObject({
    kind: 'image',
    sizeBytes: picture.length,
    expiresAt: new Date(Date.parse(photo().at) + 30 * 86_400_000),
  });
  expect(row?.dueAt).toBeUndefined();

  const { db } = world.connection;
  const key = await world.stores.personKeys.open(subject.keyId);
  if (row?.fileId === undefined || db === undefined || key === null) throw new Error('There is no file.');
  const bucket = new mongo.GridFSBucket(db, { bucketName: 'media_files' });
  const sealed = Buffer.concat(await bucket.openDownloadStream(row.fileId).toArray());
  expect(sealed.includes(picture.subarray(0, 64))).toBe(false);
  expect(openBytes(key.key, sealed, mediaFilePlace(row)).equals(picture)).toBe(true);
  // Nothing is fetched twice.
  expect(await world.downloads(source).fetchDue(10, unending)).toBe(0);
});

test('row, file and chunks all name the person’s key and end on the same day', async () => {
  const subject = await receivePhoto();
  await world.downloads(source).fetchDue(10, unending);
  const { tenantId, subjectId, keyId, names } = subject;
  for (const model of [world.models.media, world.models.file, world.models.chunk]) {
    const rows = await model.collection.find({}).toArray();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toMatchObject({ tenantId, subjectId, keyId, names });
      expect(row['expiresAt']).toEqual(new Date(Date.parse(photo().at) + 30 * 86_400_000));
    }
  }
});

describe('a file that is not to be had', () => {
  test('is given up, and leaves no note', async () => {
    await receivePhoto();
    expect(await world.downloads({ download: () => Promise.resolve(null) }).fetchDue(10, unending)).toBe(1);
    expect(await world.counts()).toEqual(without);
  });

  test('is not kept when it is too large', async () => {
    await receivePhoto();
    const bytes = Buffer.alloc(maxMediaBytes + 1);
    await world.downloads({ download: () => Promise.resolve({ bytes, mimeType: 'video/mp4' }) }).fetchDue(10, unending);
    expect(await world.counts()).toEqual(without);
  });

  test('is tried again later, and given up after eight tries', async () => {
    await receivePhoto();
    const failing = world.downloads({ download: () => Promise.reject(new Error('Meta is away.')) });
    expect(await failing.fetchDue(10, unending)).toBe(1);
    expect(await failing.fetchDue(10, unending)).toBe(0);
    for (let time = 2; time <= 8; time += 1) {
      expect(await world.counts()).toEqual({ ...without, media: 1 });
      world.clock.time += 86_400_000;
      expect(await failing.fetchDue(10, unending)).toBe(1);
    }
    expect(await world.counts()).toEqual(without);
  });
});

describe('erased while the file was under way', () => {
  /** Does something in the middle of the download. */
  const meanwhile = (act: () => Promise<unknown>): MediaSource => ({
    async download() {
      await act();
      return { bytes: picture, mimeType: 'image/jpeg' };
    },
  });

  test('a revoked message leaves no bytes', async () => {
    const subject = await receivePhoto();
    const revoke = message({ kind: 'revoke', originalMessageId: wamidOf('1') }, { messageId: wamidOf('2') });
    await world.downloads(meanwhile(() => world.log.received(owner, subject, revoke))).fetchDue(10, unending);
    expect(await world.counts()).toEqual({ person_keys: 1, subjects: 1, contacts: 1 });
  });

  test('a row that went at the last moment takes the bytes with it', async () => {
    await receivePhoto();
    const { chunk, media } = world.models;
    const wanted = await world.stores.media.takeDue(now, 1_000);
    const insert = chunk.collection.insertMany.bind(chunk.collection);
    // The erasure comes between the last chunk and the row.
    chunk.collection.insertMany = async (...args: Parameters<typeof insert>) => {
      const inserted = await insert(...args);
      await media.deleteMany({});
      return inserted;
    };
    try {
      expect(await world.stores.media.keep(wanted?.id ?? '', { bytes: picture, mimeType: 'image/jpeg' })).toBe(false);
    } finally {
      chunk.collection.insertMany = insert;
    }
    expect(await world.counts()).toEqual(without);
  });

  test('a destroyed key leaves no note to try again', async () => {
    const subject = await receivePhoto();
    await world.stores.personKeys.destroy([subject.keyId]);
    expect(await world.downloads(source).fetchDue(10, unending)).toBe(0);
    expect((await world.counts())['media']).toBeUndefined();
  });

  test('somebody locked out has nothing fetched any more', async () => {
    const subject = await receivePhoto();
    await world.stores.subjects.lockOut(subject.subjectId, true);
    asked.length = 0;
    await world.downloads(source).fetchDue(10, unending);
    expect(asked).toEqual([]);
    expect(await world.counts()).toEqual(without);
  });
});

test('a file is in one pair of hands at a time', async () => {
  await receivePhoto();
  const taken = await Promise.all(Array.from({ length: 8 }, () => world.stores.media.takeDue(now, 60_000)));
  expect(taken.filter((one) => one !== null)).toHaveLength(1);
});

test('a file from before the business joined is not asked for', async () => {
  await world.ana();
  const content = { kind: 'media', media: 'image', mediaId: '900100', mimeType: 'image/jpeg', caption: null } as const;
  const at = '2026-11-20T12:00:00.000Z';
  const business = { wabaId: owner.wabaId, phoneNumberId: '222000222000222' };
  const messageId = wamidOf('history');
  await world.log.noted(owner, {
    kind: 'history',
    direction: 'in',
    business,
    at,
    names: [ana.bsuid],
    messageId,
    content,
  });
  expect(await world.counts()).toEqual({ person_keys: 1, subjects: 1, messages: 1 });
});
