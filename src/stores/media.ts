import { randomUUID } from 'node:crypto';

import { type Model, Types } from 'mongoose';

import { type MediaRow } from '../../models/media.ts';
import { type MediaChunkRow } from '../../models/media-chunk.ts';
import { type MediaFileRow } from '../../models/media-file.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type PersonKey } from '../keys/person-key.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealBytes, sealJson } from '../keys/seal.ts';
import { type MediaStore, type WantedMedia } from '../messaging/media-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, isNotKept, sealPlace } from './messaging-log-fields.ts';

/** Bytes in a chunk: GridFS's own default. */
const chunkSize = 255 * 1024;

interface MediaStoreParts {
  readonly model: Model<MediaRow>;
  readonly fileModel: Model<MediaFileRow>;
  readonly chunkModel: Model<MediaChunkRow>;
  readonly blindIndex: BlindIndex;
  readonly personKeys: PersonKeys;
}

/** What of a media row is sealed. */
interface SealedFacts {
  readonly mediaId?: string;
  readonly mimeType: string;
}

/** Keeps files in MongoDB: facts in `media`, sealed bytes in the GridFS bucket `media_files`. */
export function createMediaStore(parts: MediaStoreParts): MediaStore {
  const { model, blindIndex, personKeys } = parts;
  return {
    async want({ subject, messageId, kind, mediaId, mimeType, phoneNumberId, at, expiresAt, dueAt }) {
      const personKey = await personKeys.open(subject.keyId, subject.held);
      if (personKey === null) return;
      const row: MediaRow = {
        _id: randomUUID(),
        ...boundTo(subject),
        messageHash: blindIndex.message(subject.tenantId, messageId),
        kind,
        phoneNumberId,
        at: new Date(at),
        sealed: sealFacts(personKey, { mediaId, mimeType }),
        dueAt,
        attempts: 0,
        expiresAt,
      };
      await model.collection.insertOne(row as never).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    },
    takeDue: (now, leaseMs) => takeDue(parts, now, leaseMs),
    keep: (id, file) => keep(parts, id, file),
    async postpone(id, dueAt) {
      await model.updateOne({ _id: id, dueAt: { $exists: true } }, { $set: { dueAt } });
    },
    async drop(id) {
      await model.deleteOne({ _id: id, dueAt: { $exists: true } });
    },
    async remove({ subject, messageId }) {
      const { tenantId, subjectId } = subject;
      const messageHash = blindIndex.message(tenantId, messageId);
      const row = await model.findOne({ tenantId, messageHash, subjectId, ...isNotKept }).lean<MediaRow>();
      if (row === null) return;
      // The row last: if this is cut off, it is still there to lead to the bytes.
      await removeBytes(parts, row);
      await model.deleteOne({ _id: row._id });
      // A download that was under way has seen the row gone, or left its bytes before it went.
      await removeBytes(parts, row);
    },
  };
}

async function takeDue(
  { model, personKeys }: MediaStoreParts,
  now: number,
  leaseMs: number,
): Promise<WantedMedia | null> {
  for (;;) {
    const row = await model
      .findOneAndUpdate(
        { dueAt: { $lte: new Date(now) }, ...isNotKept },
        { $set: { dueAt: new Date(now + leaseMs) }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<MediaRow>();
    if (row === null) return null;
    const personKey = await personKeys.open(row.keyId);
    const mediaId = personKey === null ? undefined : openFacts(personKey, row).mediaId;
    const { _id: id, tenantId, subjectId, phoneNumberId, attempts } = row;
    if (mediaId !== undefined) return { id, tenantId, subjectId, phoneNumberId, mediaId, attempts };
    // Its person was erased meanwhile.
    await model.deleteOne({ _id: row._id });
  }
}

/** Writes chunks, then the file, then says so in the row; when that is gone or somebody else was first, takes all back. */
async function keep(
  { model, fileModel, chunkModel, personKeys }: MediaStoreParts,
  id: string,
  { bytes, mimeType }: { readonly bytes: Buffer; readonly mimeType: string },
): Promise<boolean> {
  const row = await model.findOne({ _id: id, dueAt: { $exists: true } }).lean<MediaRow>();
  const personKey = row === null ? null : await personKeys.open(row.keyId);
  if (row === null || personKey === null) return false;
  const { tenantId, subjectId, keyId, names, at, expiresAt } = row;
  const shared = { tenantId, subjectId, keyId, names, at, expiresAt, mediaRowId: id };
  const body = sealBytes(personKey.key, bytes, mediaFilePlace(row));
  const fileId = new Types.ObjectId();
  const chunks: MediaChunkRow[] = [];
  for (let start = 0; start < body.length; start += chunkSize) {
    const data = body.subarray(start, start + chunkSize);
    chunks.push({ _id: new Types.ObjectId(), files_id: fileId, n: chunks.length, data, ...shared });
  }
  const file: MediaFileRow = {
    _id: fileId,
    length: body.length,
    chunkSize,
    uploadDate: new Date(),
    filename: randomUUID(),
    ...shared,
  };
  await chunkModel.collection.insertMany(chunks);
  await fileModel.collection.insertOne(file);
  const { matchedCount } = await model.updateOne(
    { _id: id, dueAt: { $exists: true } },
    { $set: { fileId, sizeBytes: bytes.length, sealed: sealFacts(personKey, { mimeType }) }, $unset: { dueAt: '' } },
  );
  if (matchedCount === 1) return true;
  await chunkModel.deleteMany({ files_id: fileId });
  await fileModel.deleteOne({ _id: fileId });
  return false;
}

/** By the index on the person's key: chunks left by a download that was cut off go as well. */
async function removeBytes(
  { fileModel, chunkModel }: MediaStoreParts,
  { _id, tenantId, keyId }: MediaRow,
): Promise<void> {
  await chunkModel.deleteMany({ tenantId, keyId, mediaRowId: _id });
  await fileModel.deleteMany({ tenantId, keyId, mediaRowId: _id });
}

/** Where a file's bytes stand, for who opens it. */
export function mediaFilePlace({ tenantId, keyId }: Pick<MediaRow, 'tenantId' | 'keyId'>) {
  return { tenantId, collection: 'media_files', field: 'bytes', keyId };
}

function sealFacts(personKey: PersonKey, facts: SealedFacts): Buffer {
  return sealJson(personKey.key, facts, sealPlace(personKey, 'media'));
}

function openFacts({ key }: PersonKey, row: MediaRow): SealedFacts {
  return openJson(key, row.sealed, sealPlace(row, 'media')) as SealedFacts;
}
