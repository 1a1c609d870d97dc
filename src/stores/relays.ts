import { type Model } from 'mongoose';

import { type RelayRow } from '../../models/relay.ts';
import { type Subject } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { isLocale } from '../domain/locale.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealJson } from '../keys/seal.ts';
import {
  type NewRelay,
  type RelayChange,
  type RelayContents,
  type RelayStore,
  type StoredRelay,
} from '../requests/relay-store.ts';
import { inHandOf } from '../requests/passed-on.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, isNotKept, sealPlace } from './messaging-log-fields.ts';
import { toBytes } from './to-bytes.ts';

/** Keeps asks to other businesses in MongoDB: what was written is sealed under the person's key. */
export function createRelayStore({
  model,
  personKeys,
}: {
  readonly model: Model<RelayRow>;
  readonly personKeys: Pick<PersonKeys, 'open'>;
}): RelayStore {
  const open = async (row: RelayRow | null): Promise<StoredRelay | null> => {
    const personKey = row === null ? null : await personKeys.open(row.keyId);
    if (row === null || personKey === null) return null;
    const contents = openJson(personKey.key, toBytes(row.sealed), sealPlace(row, 'relays')) as RelayContents;
    return toRelay(row, contents);
  };
  const find = async (filter: Readonly<Record<string, unknown>>): Promise<StoredRelay | null> =>
    open(await model.findOne({ ...filter, ...isNotKept }).lean<RelayRow>());
  const { seal, write } = createWriting({ model, personKeys });
  return {
    async insert(subject, relay) {
      const row = newRow(subject, relay, await seal(subject, relay.contents));
      try {
        await model.collection.insertOne(row as never);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    byId: (relayId) => find({ _id: relayId }),
    byReference: (tenantIds, reference) => find({ tenantId: { $in: [...tenantIds] }, references: reference }),
    async *inHand(query) {
      const rows = model.find(inHandFilter(query)).sort({ dueAt: 1, _id: 1 }).lean<RelayRow>().cursor();
      for await (const row of rows) {
        const relay = await open(row);
        if (relay !== null) yield relay;
      }
    },
    async handedOf({ tenantId, names }) {
      const theirs = { tenantId, names: { $in: [...names] }, state: 'handed', ...isNotKept } as const;
      const rows = await model.find(theirs).sort({ openedAt: -1 }).lean<RelayRow[]>();
      const relays = await Promise.all(rows.map(open));
      return relays.filter((one) => one !== null);
    },
    askedBy: (subjectId) => find({ subjectId, state: 'asked' }),
    change: (relayId, change) => write({ _id: relayId }, change),
    async hand(relayId, change) {
      await write({ _id: relayId, state: 'asked' }, { ...change, state: 'handed' });
      return find({ _id: relayId });
    },
    async removeAsked(relayId) {
      const { deletedCount } = await model.deleteOne({ _id: relayId, state: 'asked' });
      return deletedCount === 1;
    },
    // What names no business is for somebody else: it has its own reference and no other.
    countMandates: (subjectId, since) =>
      model.countDocuments({ subjectId, references: { $size: 1 }, openedAt: { $gte: new Date(since) } }),
  };
}

function inHandFilter({ tenantId, from }: Parameters<RelayStore['inHand']>[0]): Readonly<Record<string, unknown>> {
  const dueAt = from?.dueAt == null ? null : new Date(from.dueAt);
  return {
    inHandOf: tenantId ?? { $gt: '' },
    ...isNotKept,
    ...(from === undefined || dueAt === null
      ? {}
      : { dueAt: { $gte: dueAt }, $nor: [{ dueAt, _id: { $lt: from.relayId } }] }),
  };
}

type Written = RelayChange & { readonly state?: 'handed' };

/** Seals what was asked under the person's key, and writes it. */
function createWriting({ model, personKeys }: Parameters<typeof createRelayStore>[0]) {
  const seal = async (row: Pick<RelayRow, 'tenantId' | 'keyId'>, contents: RelayContents): Promise<Buffer> => {
    const personKey = await personKeys.open(row.keyId);
    if (personKey === null) throw new OubliError('subject_gone', 'The person was erased meanwhile.');
    return sealJson(personKey.key, contents, sealPlace(row, 'relays'));
  };
  const write = async (which: { readonly _id: string; readonly state?: 'asked' }, change: Written): Promise<void> => {
    const { contents, ...rest } = change;
    const row = contents === undefined ? null : await model.findById(which._id).lean<RelayRow>();
    const written =
      contents === undefined || row === null
        ? {}
        : { sealed: await seal(row, contents), ...foundBy(toRelay(row, contents), rest.dueAt) };
    await model.collection.updateOne(which as object, { $set: { ...written, ...toFields(rest) } });
  };
  return { seal, write };
}

/** What changes beside the contents. */
function toFields({
  dueAt,
  expiresAt,
  slowPath,
  lookAt,
  ...rest
}: Omit<Written, 'contents'>): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    ...(slowPath === undefined ? {} : { slowPath: slowPath && { ...slowPath, since: new Date(slowPath.since) } }),
    ...(lookAt === undefined ? {} : { lookAt: lookAt === null ? null : new Date(lookAt) }),
    ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt) }),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
  };
}

function newRow(subject: Subject, relay: NewRelay, sealed: Buffer): RelayRow {
  const {
    relayId,
    reference,
    locale,
    phoneNumberId,
    state,
    contents,
    openedAt,
    dueAt,
    expiresAt,
    lookAt = null,
  } = relay;
  return {
    ...{ _id: relayId, ...boundTo(subject), reference, locale },
    ...foundBy({ tenantId: subject.tenantId, reference, contents, dueAt }),
    ...{ phoneNumberId, state, sealed, openedAt: new Date(openedAt), expiresAt: new Date(expiresAt) },
    ...(dueAt === null ? {} : { dueAt: new Date(dueAt) }),
    ...(lookAt === null ? {} : { lookAt: new Date(lookAt) }),
  };
}

/** What stands in clear of the contents, with the day that is written beside them. */
function foundBy(
  relay: Pick<StoredRelay, 'tenantId' | 'reference' | 'contents' | 'dueAt'>,
  dueAt = relay.dueAt,
): Pick<RelayRow, 'references'> & Required<Pick<RelayRow, 'inHandOf'>> {
  return {
    references: [relay.reference, ...relay.contents.businesses.map((one) => one.reference)],
    inHandOf: [...inHandOf({ ...relay, dueAt })],
  };
}

function toRelay(row: RelayRow, contents: RelayContents): StoredRelay {
  const { _id: relayId, tenantId, subjectId, reference, phoneNumberId, state, codeChannel, dueAt } = row;
  const { slowPath = null } = row;
  return {
    ...{ relayId, tenantId, subjectId, reference, phoneNumberId, state, contents },
    locale: isLocale(row.locale) ? row.locale : 'en',
    codeChannel: codeChannel ?? null,
    openedAt: Number(row.openedAt),
    dueAt: dueAt === undefined ? null : Number(dueAt),
    slowPath: slowPath === null ? null : { ...slowPath, since: Number(slowPath.since) },
  };
}
