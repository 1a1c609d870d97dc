import { type Model } from 'mongoose';

import { type ContactRow } from '../../models/contact.ts';
import { type CorrectionRow } from '../../models/correction.ts';
import { type LoggedRequestRow } from '../../models/logged-request.ts';
import { type MediaChunkRow } from '../../models/media-chunk.ts';
import { type MediaRow } from '../../models/media.ts';
import { type MessageContentRow } from '../../models/message-content.ts';
import { type MessageRow } from '../../models/message.ts';
import { type OptInRow } from '../../models/opt-in.ts';
import { type PersonBound } from '../../models/person-bound.ts';
import { type RelayRow } from '../../models/relay.ts';
import { type TemplateSendRow } from '../../models/template-send.ts';
import { type CollectedItem, type Collector } from '../access/collector.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openBytes, openJson } from '../keys/seal.ts';
import { type ContactCard } from '../messaging/contact-card.ts';
import { type RelayContents } from '../requests/relay-store.ts';
import { inBatches } from './in-batches.ts';
import { mediaFilePlace } from './media.ts';
import { isNotKept, sealPlace } from './messaging-log-fields.ts';
import { toBytes } from './to-bytes.ts';

/** How many rows, and words of messages, stand in memory at a time. */
const chunkRows = 1_000;
const chunk = { rows: chunkRows, bytes: Infinity } as const;
const oneRow = { rows: 1, bytes: 0 } as const;

interface CollectorParts {
  readonly models: {
    readonly contact: Model<ContactRow>;
    readonly message: Model<MessageRow>;
    readonly messageContent: Model<MessageContentRow>;
    readonly templateSend: Model<TemplateSendRow>;
    readonly optIn: Model<OptInRow>;
    readonly media: Model<MediaRow>;
    readonly mediaChunk: Model<MediaChunkRow>;
    readonly correction: Model<CorrectionRow>;
    readonly loggedRequest: Model<LoggedRequestRow>;
    readonly relay: Model<RelayRow>;
  };
  readonly personKeys: Pick<PersonKeys, 'open'>;
}

/** How one row reads. `open` undoes a seal of it, `null` when its key is gone; `key` is that key. */
type Reading<Row> = (
  row: Row,
  open: (sealed: Buffer | undefined) => unknown,
  key: Buffer | undefined,
) => CollectedItem | Promise<CollectedItem>;

/** Reads a person's rows, under the person's keys. */
export function createCollectors({ models, personKeys }: CollectorParts): readonly Collector[] {
  const collector = <Row extends PersonBound>(
    store: string,
    model: Model<Row>,
    collection: string,
    dateField: string,
    read: Reading<Row>,
  ): Collector => ({
    store,
    async *collect(person) {
      const keys = await openKeys(personKeys, person);
      for await (const row of rowsOf(model, person, dateField)) {
        const key = keys.get(row.keyId);
        const open = (sealed: Buffer | undefined): unknown =>
          sealed === undefined || key === undefined ? null : openJson(key, toBytes(sealed), sealPlace(row, collection));
        yield await read(row, open, key);
      }
    },
  });
  return [
    collector('contacts', models.contact, 'contacts', 'updatedAt', (row, open) => cardItem(row, open(row.sealed))),
    messagesCollector({ models, personKeys }),
    collector('template_sends', models.templateSend, 'template_sends', 'at', (row) => ({
      at: row.at.toISOString(),
      template: row.templateName,
      language: row.language ?? null,
    })),
    collector('opt_ins', models.optIn, 'opt_ins', 'at', (row, open) => ({
      at: row.at.toISOString(),
      category: row.category,
      state: row.state,
      source: row.source,
      proof: (open(row.sealed) as { readonly proof?: string } | null)?.proof ?? null,
    })),
    collector('media', models.media, 'media', 'at', async (row, open, key) => ({
      at: row.at.toISOString(),
      kind: row.kind,
      mimeType: (open(row.sealed) as { readonly mimeType?: string } | null)?.mimeType ?? null,
      bytes: await fileOf(models.mediaChunk, key, row),
    })),
    collector('corrections', models.correction, 'corrections', 'openedAt', (row, open) =>
      correctionItem(row, open(row.sealed) as { readonly value?: string } | null),
    ),
    collector('logged_requests', models.loggedRequest, 'logged_requests', 'receivedAt', loggedItem),
    {
      isOperatorsOnly: true,
      ...collector('relays', models.relay, 'relays', 'openedAt', (row, open) =>
        relayItem(row, open(row.sealed) as RelayContents | null),
      ),
    },
  ];
}

/** Messages and their words rest apart: a chunk of the ones is read, then the others of these. */
function messagesCollector({ models, personKeys }: CollectorParts): Collector {
  return {
    store: 'messages',
    async *collect(person) {
      const keys = await openKeys(personKeys, person);
      for await (const rows of inBatches(rowsOf<MessageRow>(models.message, person, 'at'), chunk, () => oneRow)) {
        const words = await wordsOf(models.messageContent, keys, person, rows);
        for (const row of rows) yield messageItem(row, words.get(row.messageHash) ?? null);
      }
    },
  };
}

/** Oldest first, however many there are: they stand in memory a chunk at a time, and MongoDB may sort them on its disk. */
async function* rowsOf<Row extends PersonBound>(
  model: Model<Row>,
  person: IdentitySet,
  dateField: string,
): AsyncGenerator<Row> {
  const sorted = { sort: { [dateField]: 1 as const }, allowDiskUse: true, batchSize: chunkRows };
  for await (const row of model.collection.find(ownRows(person), sorted)) yield row as unknown as Row;
}

function ownRows({ tenantId, hashes }: IdentitySet) {
  return { tenantId, names: { $in: [...hashes] }, ...isNotKept };
}

async function openKeys(
  personKeys: Pick<PersonKeys, 'open'>,
  { keyIds }: IdentitySet,
): Promise<ReadonlyMap<string, Buffer>> {
  const keys = new Map<string, Buffer>();
  for (const keyId of keyIds) {
    const found = await personKeys.open(keyId);
    if (found !== null) keys.set(keyId, found.key);
  }
  return keys;
}

function cardItem({ createdAt, updatedAt }: ContactRow, card: unknown): CollectedItem {
  const { names, email, attributes } = card as ContactCard;
  return { names, email, attributes, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

function messageItem(row: MessageRow, text: string | null): CollectedItem {
  const { at, direction, origin, type, statusAt } = row;
  const times = Object.entries(statusAt ?? {}).map(([status, when]) => [status, when.toISOString()]);
  return { at: at.toISOString(), direction, origin, type, text, statuses: Object.fromEntries(times) as object };
}

function correctionItem(row: CorrectionRow, contents: { readonly value?: string } | null): CollectedItem {
  const { openedAt, reference, field, state, reason, dueAt } = row;
  return {
    ...{ at: openedAt.toISOString(), reference, field, value: contents?.value ?? null },
    ...{ state, reason: reason ?? null, dueAt: dueAt.toISOString() },
  };
}

function loggedItem({ receivedAt, reference, right, channel, dueAt, answeredAt }: LoggedRequestRow): CollectedItem {
  const answered = answeredAt === undefined ? {} : { answeredAt: answeredAt.toISOString() };
  return { at: receivedAt.toISOString(), reference, right, channel, dueAt: dueAt.toISOString(), ...answered };
}

/** What was asked of other businesses, in the person's own words. */
function relayItem({ openedAt, reference, state, dueAt }: RelayRow, contents: RelayContents | null): CollectedItem {
  return {
    ...{ at: openedAt.toISOString(), reference, state },
    businesses: (contents?.businesses ?? []).map((one) => ({ name: one.words, reference: one.reference })),
    ...{ about: contents?.about ?? null, mandate: contents?.mandate ?? null },
    dueAt: dueAt?.toISOString() ?? null,
  };
}

/** The words of these messages that are kept, by the message's hash. */
async function wordsOf(
  model: Model<MessageContentRow>,
  keys: ReadonlyMap<string, Buffer>,
  person: IdentitySet,
  messages: readonly MessageRow[],
): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>();
  const messageHash = { $in: messages.map((one) => one.messageHash) };
  // By the unique index on the hash: by the names alone, all that the person ever wrote would be gone through each time.
  const found = model.collection.find({ ...ownRows(person), messageHash }, { hint: { tenantId: 1, messageHash: 1 } });
  for await (const document of found) {
    const row = document as unknown as MessageContentRow;
    const key = keys.get(row.keyId);
    if (key === undefined) continue;
    const content = openJson(key, toBytes(row.sealed), sealPlace(row, 'message_contents')) as {
      readonly text?: unknown;
    };
    if (typeof content.text === 'string') words.set(row.messageHash, content.text);
  }
  return words;
}

/** The file in base64; `null` while it was not fetched, or when it is gone. */
async function fileOf(chunks: Model<MediaChunkRow>, key: Buffer | undefined, row: MediaRow): Promise<string | null> {
  if (key === undefined || row.fileId === undefined) return null;
  const found = await chunks.collection.find({ files_id: row.fileId }).sort({ n: 1 }).toArray();
  const parts = found.map((chunk) => toBytes((chunk as unknown as MediaChunkRow).data));
  if (parts.length === 0) return null;
  return openBytes(key, Buffer.concat(parts), mediaFilePlace(row)).toString('base64');
}
