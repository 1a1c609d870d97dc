import { OubliError } from '../domain/errors.ts';
import { openBytes, sealBytes, type SealPlace } from '../keys/seal.ts';

const chunkBytes = 1_048_576;
/** More than a chunk of plain bytes becomes by being sealed, and the largest document on top (16 MiB). */
const longestChunk = 20 * chunkBytes;

/**
 * Seals a stream in chunks, each with its length before it, under one key. A chunk is bound to its backup, its number and to
 * whether it is the last: one that is changed, missing, exchanged or from elsewhere does not open.
 */
export async function* sealChunks(key: Buffer, backupId: string, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let number = 0;
  let gathered: Buffer[] = [];
  let size = 0;
  const seal = (isLast: boolean): Buffer => {
    const sealed = sealBytes(key, Buffer.concat(gathered), placeOf(backupId, number, isLast));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    [number, gathered, size] = [number + 1, [], 0];
    return Buffer.concat([length, sealed]);
  };
  for await (const bytes of plain) {
    gathered.push(bytes);
    size += bytes.length;
    if (size >= chunkBytes) yield seal(false);
  }
  yield seal(true);
}

/** Opens what {@link sealChunks} made. @throws OubliError `backup_damaged`. */
export async function* openChunks(
  key: Buffer,
  backupId: string,
  sealed: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let number = 0;
  let isOver = false;
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of sealed) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    for (;;) {
      const length = rest.length < 4 ? 0 : rest.readUInt32BE(0);
      if (length > longestChunk || (isOver && rest.length > 0)) throw damaged();
      if (length === 0 || rest.length < 4 + length) break;
      const chunk = open(key, backupId, number, rest.subarray(4, 4 + length));
      ({ isOver } = chunk);
      yield chunk.plain;
      rest = rest.subarray(4 + length);
      number += 1;
    }
  }
  if (!isOver || rest.length > 0) throw damaged();
}

function open(key: Buffer, backupId: string, number: number, sealed: Buffer) {
  for (const isOver of [false, true]) {
    try {
      return { plain: openBytes(key, sealed, placeOf(backupId, number, isOver)), isOver };
    } catch (error) {
      if (isOver) throw damaged(error);
    }
  }
  throw damaged();
}

function placeOf(backupId: string, number: number, isLast: boolean): SealPlace {
  return { tenantId: '', collection: 'backup', field: `${String(number)}${isLast ? ' last' : ''}`, keyId: backupId };
}

function damaged(cause?: unknown): OubliError {
  return new OubliError(
    'backup_damaged',
    'The backup is damaged, cut off, or was made under another MASTER_KEY. Nothing after the fault was read.',
    { cause },
  );
}
