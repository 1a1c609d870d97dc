import { createHash, randomInt } from 'node:crypto';

import { type Clock } from '../../../src/domain/instant.ts';
import { GraphFault, missingObject } from './errors.ts';
import { type Json } from './json.ts';
import { readMultipart } from './multipart.ts';

export interface StoredMedia {
  readonly id: string;
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly sha256: string;
}

/** Files at Meta: their ids, their short-lived URLs, their bytes. */
export interface MediaShelf {
  add(file: { readonly bytes: Buffer; readonly mimeType: string }): StoredMedia;
  has(id: string): boolean;
  /** What `GET /{media}` answers; its `url` lives five minutes. */
  describe(id: string, baseUrl: string): Json;
  /** The file behind such a URL, or `null` once the URL has lapsed. */
  open(ticket: string): StoredMedia | null;
  remove(id: string): void;
  /** `POST /{phone}/media`: a multipart form with `messaging_product`, `file` and its type. */
  upload(contentType: string, body: Buffer): Json;
}

const urlLifeMs = 5 * 60_000;
/** Meta refuses `application/json` (cloud-api.md 14). [WA/media] */
const accepted =
  /^(image\/(jpeg|png|webp)|audio\/(aac|amr|mpeg|mp4|ogg)|video\/(mp4|3gpp)|text\/plain|application\/pdf)/;

export function createMediaShelf(clock: Clock): MediaShelf {
  const files = new Map<string, StoredMedia>();
  const tickets = new Map<string, { readonly id: string; readonly until: number }>();
  const digits = (): string => `${randomInt(1e8, 1e9)}${randomInt(1e6, 1e7)}`;

  const shelf: MediaShelf = {
    add({ bytes, mimeType }) {
      const file = { id: digits(), bytes, mimeType, sha256: createHash('sha256').update(bytes).digest('hex') };
      files.set(file.id, file);
      return file;
    },
    has: (id) => files.has(id),
    describe(id, baseUrl) {
      const file = files.get(id);
      if (file === undefined) throw missingObject();
      const ticket = digits();
      tickets.set(ticket, { id, until: clock.now() + urlLifeMs });
      const { mimeType, sha256, bytes } = file;
      const url = `${baseUrl}/whatsapp_business/attachments/?mid=${ticket}`;
      return { messaging_product: 'whatsapp', url, mime_type: mimeType, sha256, file_size: String(bytes.length), id };
    },
    open(ticket) {
      const found = tickets.get(ticket);
      if (found === undefined || clock.now() > found.until) return null;
      return files.get(found.id) ?? null;
    },
    remove: (id) => void files.delete(id),
    upload(contentType, body) {
      const parts = readMultipart(contentType, body);
      if (parts === null) throw new GraphFault(100, 'The parameter file is required.');
      if (parts.get('messaging_product')?.bytes.toString() !== 'whatsapp') {
        throw new GraphFault(100, 'The parameter messaging_product is required.');
      }
      const file = parts.get('file');
      if (file?.mimeType == null) throw new GraphFault(100, 'The parameter file is required.');
      if (!accepted.test(file.mimeType)) {
        const details = `Param file must be a file with one of the accepted types. Received file of type '${file.mimeType}'.`;
        throw new GraphFault(100, details);
      }
      return { id: shelf.add({ bytes: file.bytes, mimeType: file.mimeType }).id };
    },
  };
  return shelf;
}
