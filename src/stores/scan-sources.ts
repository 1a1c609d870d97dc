import { type Model } from 'mongoose';

import { type ConversationRow } from '../../models/conversation.ts';
import { type PersonBound } from '../../models/person-bound.ts';
import { type SubjectRow } from '../../models/subject.ts';
import { type ScannedRow, type ScanSource } from '../erasure/deep-scan/scan-source.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openBytes } from '../keys/seal.ts';
import { type Models } from './open-models.ts';

interface ScanSourceParts {
  readonly models: Models;
  readonly personKeys: Pick<PersonKeys, 'open'>;
}

/** What any of these documents carries, as far as a scan needs it. */
type Bound = Omit<PersonBound, 'subjectId'> & {
  readonly _id: string;
  readonly subjectId?: string;
  readonly keyIds?: string[];
};

/** A sealed field of a document, and what its seal is bound to. */
interface SealedField {
  readonly field: string;
  readonly sealed: Uint8Array | undefined;
}

/**
 * Every store with sealed words in it, opened for the deep scan. People first: whoever is there with an old row is found there,
 * and what belongs to them need not be read for it. Files are not read: what is in a picture is no text.
 */
export function createScanSources({ models, personKeys }: ScanSourceParts): readonly ScanSource[] {
  const whole = (row: { readonly sealed?: Uint8Array }): readonly SealedField[] => [
    { field: 'sealed', sealed: row.sealed },
  ];
  const source = <Row>(
    store: string,
    model: Model<Row>,
    dateField: keyof Row & string,
    fields: (row: Row) => readonly SealedField[],
  ): ScanSource => ({
    store,
    async remove(id) {
      await model.collection.deleteOne({ _id: id as never });
    },
    async page(after, limit) {
      const rows = await model.collection
        .find({
          ...(after === null ? {} : { _id: { $gt: after as never } }),
          keptUntil: { $exists: false },
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      const keys = new Map<string, Promise<Buffer | null>>();
      const keyOf = (keyId: string): Promise<Buffer | null> => {
        const known = keys.get(keyId) ?? personKeys.open(keyId).then((found) => found?.key ?? null);
        keys.set(keyId, known);
        return known;
      };
      return Promise.all(
        rows.map(async (raw): Promise<ScannedRow> => {
          const row = raw as unknown as Row & Bound;
          const { _id: id, tenantId, keyId, names } = row;
          const key = await keyOf(keyId);
          const { collectionName: collection } = model.collection;
          const text = key === null ? '' : textOf(key, fields(row), { tenantId, collection, keyId });
          const at = Number(row[dateField]);
          return { id, tenantId, subjectId: row.subjectId ?? id, keyIds: row.keyIds ?? [keyId], names, at, text };
        }),
      );
    },
  });
  return [
    source<SubjectRow>('subjects', models.subject, 'createdAt', whole),
    source('contacts', models.contact, 'updatedAt', whole),
    source('messages', models.messageContent, 'at', whole),
    source('opt_ins', models.optIn, 'at', whole),
    source('media', models.media, 'at', whole),
    source<ConversationRow>('conversations', models.conversation, 'updatedAt', ({ sealedState, outbox }) => [
      { field: 'sealedState', sealed: sealedState },
      ...outbox.map(({ sealed }) => ({ field: 'outbox', sealed })),
    ]),
  ];
}

/** A seal that does not open says nothing, and stops nobody's scan. */
function textOf(
  key: Buffer,
  fields: readonly SealedField[],
  place: { readonly tenantId: string; readonly collection: string; readonly keyId: string },
): string {
  return fields
    .flatMap(({ field, sealed }) => {
      if (sealed === undefined) return [];
      try {
        return [openBytes(key, bytesOf(sealed), { ...place, field }).toString('utf8')];
      } catch {
        return [];
      }
    })
    .join('\n');
}

/** Past mongoose the driver gives its own type of bytes. */
function bytesOf(sealed: Uint8Array | { readonly buffer: Uint8Array }): Uint8Array {
  return sealed instanceof Uint8Array ? sealed : sealed.buffer;
}
