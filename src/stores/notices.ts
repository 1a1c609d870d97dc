import { type Model } from 'mongoose';

import { type NoticeRow } from '../../models/notice.ts';
import { OubliError } from '../domain/errors.ts';
import { createBlindIndex } from '../keys/blind-index.ts';
import { type DayKeys } from '../keys/day-keys.ts';
import { type Keyring } from '../keys/keyring.ts';
import { openJson, sealJson, type SealPlace } from '../keys/seal.ts';
import {
  type ClaimedNotice,
  type Delivery,
  type NoticeEnd,
  type DigestOfHour,
  type NewNotice,
  noticeIdOf,
  type NoticeStore,
} from '../notifications/notice-store.ts';
import { type ControllerNotice, noticeChannels, type NoticeEvent } from '../notifications/notice.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** How long a row tells what was said when, without what was said. */
const keptMs = 45 * 86_400_000;

interface NoticeStoreParts {
  readonly model: Model<NoticeRow>;
  readonly keyring: Keyring;
  readonly dayKeys: DayKeys;
}

/** Keeps notices in MongoDB, what they say sealed under the key of the day on which it was said. */
export function createNoticeStore({ model, keyring, dayKeys }: NoticeStoreParts): NoticeStore {
  const rows = model.collection;
  const blindIndex = createBlindIndex(keyring);
  const fieldsOf = (tenantId: string, end: NoticeEnd) => {
    if (end.state === 'failed') return end;
    // A wamid holds the staff's number.
    const sentId = end.messageId === undefined ? null : blindIndex.message(tenantId, end.messageId);
    return { state: end.state, ...(sentId === null ? {} : { sentId }) };
  };
  const open: Open = async ({ _id, tenantId, keyId, sealed }) => {
    if (keyId === undefined || sealed === undefined) return null;
    const key = await dayKeys.open(keyId);
    // The seal proves that we wrote it, so its shape is ours.
    return key === null ? null : (openJson(key, sealed, placeOf(tenantId, _id, keyId)) as ControllerNotice);
  };
  return {
    deliveries: (requestId, event) => deliveriesOf(model, requestId, event),
    ...announcing(model, dayKeys),
    ...holding(rows, open),
    async claim(id, now, leaseMs) {
      const row = await rows.findOneAndUpdate(
        { _id: id as never, state: 'pending', dueAt: { $lte: new Date(now) } },
        { $set: { dueAt: new Date(now + leaseMs) }, $inc: { attempts: 1, fence: 1 } },
        { returnDocument: 'after', promoteBuffers: true },
      );
      return row === null ? null : claimedOf(row as unknown as NoticeRow);
    },
    open: ({ tenantId, id, keyId, sealed }) =>
      sealed === null || keyId === null
        ? Promise.resolve(null)
        : open({ _id: id, tenantId, keyId, sealed: Buffer.from(sealed) }),
    async postpone(claimed, { dueAt, attempts, errorCode }) {
      const why = errorCode === undefined ? {} : { errorCode };
      await rows.updateOne(mine(claimed), { $set: { dueAt: new Date(dueAt), attempts, ...why } });
    },
    async finish(claimed, end) {
      await rows.updateOne(mine(claimed), { $set: fieldsOf(claimed.tenantId, end), $unset: { sealed: '', keyId: '' } });
    },
    async failLate(tenantId, messageId, errorCode) {
      const sentId = blindIndex.message(tenantId, messageId);
      const failed = { state: 'failed', errorCode } as const;
      const row = await rows.findOneAndUpdate({ sentId, state: 'delivered' }, { $set: failed });
      if (row === null) return null;
      const { event, reference, channel, attempts } = claimedOf(row as unknown as NoticeRow);
      if (event === 'dsr.digest') await rows.updateMany({ digestId: String(row._id) }, { $set: failed });
      return { event, reference, channel, attempts };
    },
    async due(now, limit) {
      const found = await rows
        .find({ state: 'pending', dueAt: { $lte: new Date(now) } }, { projection: { _id: 1 } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray();
      return found.map((row) => String(row._id));
    },
  };
}

/** `null` once the key of its day is destroyed. */
type Open = (row: Pick<NoticeRow, '_id' | 'tenantId' | 'keyId' | 'sealed'>) => Promise<ControllerNotice | null>;

function announcing(model: Model<NoticeRow>, dayKeys: DayKeys): Pick<NoticeStore, 'isAnnounced' | 'insertAll'> {
  const rows = model.collection;
  return {
    async isAnnounced(requestId, event) {
      const ids = noticeChannels.map((channel) => noticeIdOf(requestId, event, channel));
      return (await rows.countDocuments({ _id: { $in: ids as never[] } }, { limit: 1 })) > 0;
    },
    async insertAll(notices) {
      const today = await dayKeys.today();
      const documents = notices.map((one) => rowOf(one, today));
      try {
        await model.db.transaction((session) => rows.insertMany(documents as never[], { session }));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}

/** The few of an hour that go out one by one, and the digest for which the others wait. */
function holding(
  rows: Model<NoticeRow>['collection'],
  open: Open,
): Pick<NoticeStore, 'takeSlot' | 'hold' | 'digestDueAt' | 'held' | 'finishHeld'> {
  return {
    async takeSlot(claimed, hour, slots) {
      const all = Array.from(
        { length: slots },
        (_, place) => `${claimed.tenantId}.${claimed.channel}.${hour}.${place}`,
      );
      const taken = await rows.distinct('slot', { slot: { $in: all } });
      for (const slot of all.filter((one) => !taken.includes(one))) {
        try {
          const { matchedCount } = await rows.updateOne(mine(claimed), { $set: { slot }, $unset: { digestId: '' } });
          if (matchedCount === 1) return true;
          throw new OubliError('lease_lost', 'Another worker has this notice.', { retry: 'yes' });
        } catch (error) {
          if (!isDuplicateKey(error)) throw error; // Somebody was quicker: the next place.
        }
      }
      return false;
    },
    async hold(claimed, digest) {
      if ((await rows.countDocuments({ _id: digest.id as never }, { limit: 1 })) === 0) {
        await rows.insertOne(digestRowOf(claimed, digest) as never).catch((error: unknown) => {
          if (!isDuplicateKey(error)) throw error; // Two made it at once: it is there.
        });
      }
      const $set = { digestId: digest.id, dueAt: new Date(digest.lookAgainAt), attempts: claimed.attempts - 1 };
      await rows.updateOne(mine(claimed), { $set });
    },
    async digestDueAt(digestId) {
      const row = await rows.findOne({ _id: digestId as never, state: 'pending' }, { projection: { dueAt: 1 } });
      return row === null ? null : Number(row['dueAt']);
    },
    async held(digestId, limit) {
      const found = await rows
        .find({ digestId, state: 'pending' }, { promoteBuffers: true })
        .sort({ createdAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      const opened = await Promise.all(
        (found as unknown as NoticeRow[]).map(async (row) => {
          const notice = await open(row);
          return notice === null ? [] : [{ id: row._id, createdAt: Number(row.createdAt), notice }];
        }),
      );
      return opened.flat();
    },
    async finishHeld(digestId, ids, state) {
      const which = ids === 'all' ? {} : { _id: { $in: [...ids] as never[] } };
      await rows.updateMany(
        { digestId, state: 'pending', ...which },
        { $set: { state }, $unset: { sealed: '', keyId: '' } },
      );
    },
  };
}

/** Who lost the lease finds nothing to change. */
function mine({ id, fence }: ClaimedNotice) {
  return { _id: id as never, fence, state: 'pending' };
}

function rowOf(
  { tenantId, channel, notice, createdAt }: NewNotice,
  { keyId, key }: { readonly keyId: string; readonly key: Buffer },
): NoticeRow {
  const _id = noticeIdOf(notice.requestId, notice.event, channel);
  return {
    _id,
    tenantId,
    requestId: notice.requestId,
    event: notice.event,
    reference: notice.reference,
    channel,
    state: 'pending',
    attempts: 0,
    dueAt: new Date(createdAt),
    fence: 0,
    sealed: sealJson(key, notice, placeOf(tenantId, _id, keyId)),
    keyId,
    createdAt: new Date(createdAt),
    expiresAt: new Date(createdAt + keptMs),
  };
}

/** The digest takes the reference of the first that waits for it; it says nothing itself. */
function digestRowOf(first: ClaimedNotice, { id, hour, dueAt, now }: DigestOfHour): NoticeRow {
  return {
    _id: id,
    tenantId: first.tenantId,
    requestId: `${first.tenantId}-${hour}`,
    event: 'dsr.digest',
    reference: first.reference,
    channel: first.channel,
    state: 'pending',
    attempts: 0,
    dueAt: new Date(dueAt),
    fence: 0,
    createdAt: new Date(now),
    expiresAt: new Date(now + keptMs),
  };
}

function claimedOf(row: NoticeRow): ClaimedNotice {
  return {
    id: row._id,
    tenantId: row.tenantId,
    event: row.event as ClaimedNotice['event'],
    reference: row.reference,
    channel: row.channel,
    attempts: row.attempts,
    fence: row.fence,
    hasSlot: row.slot !== undefined,
    digestId: row.digestId ?? null,
    createdAt: Number(row.createdAt),
    sealed: row.sealed ?? null,
    keyId: row.keyId ?? null,
  };
}

/** Bound to its row as well: the same key seals every notice of the day. */
function placeOf(tenantId: string, id: string, dayKeyId: string): SealPlace {
  return { tenantId, collection: 'notices', field: 'sealed', keyId: `${dayKeyId} ${id}` };
}

async function deliveriesOf(
  model: Model<NoticeRow>,
  requestId: string,
  event: NoticeEvent,
): Promise<readonly Delivery[]> {
  const ids = noticeChannels.map((channel) => noticeIdOf(requestId, event, channel));
  const found = await model.find({ _id: { $in: ids } }, { channel: 1, state: 1 }).lean<NoticeRow[]>();
  return found.map(({ channel, state }) => ({
    channel,
    // A mail server or WhatsApp takes a message; only the business's own server answers for the business.
    state: state !== 'delivered' ? state : channel === 'webhook' ? 'acknowledged' : 'told',
  }));
}
