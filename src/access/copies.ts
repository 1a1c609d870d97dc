import { randomBytes } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

import { copyLifeDays } from '../../flows/data-access/preview.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, type Instant, toInstant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { openBytes, sealBytes, type SealPlace } from '../keys/seal.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { whileOurs } from './while-ours.ts';
import { type CopyOrder, type CopyTally } from './write-copy.ts';

const copyLifeMs = copyLifeDays * 86_400_000;
/** The first opening may be cut off on its way to a phone: for so long the same link works again. Milliseconds. */
const reopenMs = 600_000;
/** Bytes of a piece: well below what one document may hold. */
const chunkBytes = 4 * 1024 * 1024;
/** Characters that are zipped at once. */
const blockLength = 64 * 1024;

/** A copy as it rests, without its contents. Times are milliseconds since the Unix epoch. */
export interface StoredCopy {
  readonly copyId: string;
  readonly tenantId: string;
  readonly subjectId: string;
  readonly names: readonly string[];
  readonly requestId: string;
  readonly reference: string;
  readonly locale: Locale;
  readonly chunkCount: number;
  readonly expiresAt: number;
}

/** Where copies rest. */
export interface CopyStore {
  addChunk(of: Omit<StoredCopy, 'chunkCount' | 'reference' | 'locale'>, n: number, sealed: Uint8Array): Promise<void>;
  /** Makes a copy whose pieces are all there one that can be opened. */
  insert(copy: StoredCopy, now: number): Promise<void>;
  /** `null`: never was, was opened, or is over. */
  find(copyId: string, now: number): Promise<StoredCopy | null>;
  chunk(copyId: string, n: number): Promise<Uint8Array | null>;
  /** Marks it as opened and ends it `reopenMs` after it was opened first, its pieces a little later. False: too late. */
  claim(copyId: string, now: number, reopenMs: number): Promise<boolean>;
  /** Everything of a request, unfinished pieces included. */
  remove(requestId: string): Promise<void>;
  /** One copy alone, finished or not. */
  drop(copyId: string): Promise<void>;
}

export type CopyOpening =
  | { readonly name: 'opened'; /** Gzipped JSON (`copy-format.ts`). */ readonly bytes: AsyncIterable<Buffer> }
  | { readonly name: 'wrong-key' | 'unknown' };

/** Makes copies of people's data, and lets each be opened once. */
export interface Copies {
  /**
   * The key stands in the link's fragment and nowhere else. A copy of the same request that was made before is gone.
   * @param order.stillOurs is asked with each thing that is read or long in coming, and each piece that is written. What it throws, and any other fault,
   * is passed on, and nothing of this copy stays.
   */
  make(
    order: CopyOrder & { readonly requestId: string; readonly stillOurs: () => Promise<void> },
  ): Promise<{ readonly copyId: string; readonly url: string; readonly items: number }>;
  /** Ends one copy that nobody is to open. */
  discard(copyId: string): Promise<void>;
  /** What the page may say without the key. Changes nothing. */
  look(
    copyId: string,
  ): Promise<{ readonly reference: string; readonly locale: Locale; readonly expiresAt: Instant } | null>;
  /** Opens with the key of the fragment; what does not fit opens nothing and ends nothing. */
  open(copyId: string, key: string): Promise<CopyOpening>;
}

/** Makes copies over a store. @param parts.write gives the JSON, piece by piece. */
export function createCopies(parts: {
  readonly store: CopyStore;
  readonly write: (order: CopyOrder, tally: CopyTally) => AsyncIterable<string>;
  /** `PUBLIC_BASE_URL`, without a slash at its end. */
  readonly publicBaseUrl: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}): Copies {
  const { store, write, publicBaseUrl, clock, telemetry } = parts;
  return {
    async make({ requestId, stillOurs, ...order }) {
      await store.remove(requestId);
      const copyId = randomBytes(16).toString('base64url');
      const key = randomBytes(32);
      const { person, reference, locale } = order;
      const { tenantId, subjectId, hashes: names } = person;
      const expiresAt = clock.now() + copyLifeMs;
      const of = { copyId, tenantId, subjectId, names, requestId, expiresAt };
      const tally: CopyTally = { items: 0 };
      let chunkCount = 0;
      try {
        for await (const piece of inPieces(zipped(whileOurs(write(order, tally), stillOurs)))) {
          await stillOurs();
          await store.addChunk(of, chunkCount, sealBytes(key, piece, placeOf(tenantId, copyId, chunkCount)));
          chunkCount += 1;
        }
        await store.insert({ ...of, reference, locale, chunkCount }, clock.now());
      } catch (error) {
        // Whoever took the request over may have begun before the last piece was written. Should this fail, its date ends it.
        await store.drop(copyId).catch(() => undefined);
        throw error;
      }
      return { copyId, url: `${publicBaseUrl}/c/${copyId}#${key.toString('base64url')}`, items: tally.items };
    },
    discard: (copyId) => store.drop(copyId),
    async look(copyId) {
      const found = await store.find(copyId, clock.now());
      if (found === null) return null;
      const { reference, locale, expiresAt } = found;
      return { reference, locale, expiresAt: toInstant(expiresAt) };
    },
    async open(copyId, text) {
      const found = await store.find(copyId, clock.now());
      if (found === null) return { name: 'unknown' };
      const key = Buffer.from(text, 'base64url');
      const first = await openChunk(store, found, key, 0).catch(nullIfBroken);
      if (first === null) {
        telemetry.event('copy_refused', { reference: found.reference });
        return { name: 'wrong-key' };
      }
      if (!(await store.claim(copyId, clock.now(), reopenMs))) return { name: 'unknown' };
      telemetry.event('copy_opened', { reference: found.reference });
      return { name: 'opened', bytes: bytesOf(store, found, key, first) };
    },
  };
}

async function* bytesOf(store: CopyStore, copy: StoredCopy, key: Buffer, first: Buffer): AsyncGenerator<Buffer> {
  yield first;
  for (let n = 1; n < copy.chunkCount; n += 1) yield openChunk(store, copy, key, n);
}

/** @throws OubliError `seal_broken` for any key but the right one; a piece that is gone is no piece. */
async function openChunk(store: CopyStore, { tenantId, copyId }: StoredCopy, key: Buffer, n: number): Promise<Buffer> {
  const sealed = await store.chunk(copyId, n);
  return openBytes(key, sealed ?? new Uint8Array(), placeOf(tenantId, copyId, n));
}

/** A key that does not fit; anything else is no fault of whoever holds the link. */
function nullIfBroken(error: unknown): null {
  if (error instanceof OubliError && error.code === 'seal_broken') return null;
  throw error;
}

/** What goes wrong while reading reaches whoever takes the bytes: `pipe` alone would end the process with it. */
function zipped(pieces: AsyncIterable<string>): AsyncIterable<Buffer> {
  // One piece ahead: one may be a whole file.
  const read = Readable.from(inBlocks(pieces), { highWaterMark: 1 });
  return pipeline(read, createGzip(), () => undefined);
}

/** Zipped one by one, a million small pieces would take longer than reading them. */
async function* inBlocks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < blockLength) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}

async function* inPieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const bytes of stream) {
    waiting.push(bytes);
    size += bytes.length;
    if (size < chunkBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

function placeOf(tenantId: string, keyId: string, n: number): SealPlace {
  return { tenantId, collection: 'copy_chunks', field: String(n), keyId };
}
