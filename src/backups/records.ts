import { OubliError } from '../domain/errors.ts';

/** A document as its bytes in BSON, and the collection it is in. */
export interface StoredDocument {
  readonly collection: string;
  readonly bson: Buffer;
}

const kinds = { collection: 1, document: 2 } as const;

/** Writes documents one after the other: the name of a collection before its first one. */
export async function* writeRecords(documents: AsyncIterable<StoredDocument>): AsyncGenerator<Buffer> {
  let current = '';
  for await (const { collection, bson } of documents) {
    if (collection !== current) {
      const name = Buffer.from(collection, 'utf8');
      yield Buffer.concat([Buffer.from([kinds.collection, name.length]), name]);
      current = collection;
    }
    yield Buffer.concat([Buffer.from([kinds.document]), bson]);
  }
}

/** Reads what {@link writeRecords} wrote, however it was cut. @throws OubliError `backup_damaged`. */
export async function* readRecords(plain: AsyncIterable<Buffer>): AsyncGenerator<StoredDocument> {
  let rest: Buffer = Buffer.alloc(0);
  let collection = '';
  for await (const bytes of plain) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    for (let length = recordLength(rest); length !== null && length <= rest.length; length = recordLength(rest)) {
      const record = rest.subarray(0, length);
      rest = rest.subarray(length);
      if (record[0] === kinds.collection) collection = record.subarray(2).toString('utf8');
      else yield { collection, bson: record.subarray(1) };
    }
  }
  if (rest.length > 0) throw new OubliError('backup_damaged', 'The backup ends in the middle of a document.');
}

/** `null`: too little is there to say. */
function recordLength(bytes: Buffer): number | null {
  if (bytes.length < 5) {
    const name = bytes[1];
    return bytes[0] === kinds.collection && name !== undefined ? 2 + name : null;
  }
  if (bytes[0] === kinds.collection) return 2 + (bytes[1] ?? 0);
  if (bytes[0] === kinds.document) return 1 + bytes.readInt32LE(1);
  throw new OubliError('backup_damaged', 'The backup holds something that is no document.');
}
