import { createDecipheriv } from 'node:crypto';

import { type Connection } from 'mongoose';

import { createEpochFile } from '../../src/keys/epoch-file.ts';
import { createEpochKeys } from '../../src/keys/epoch-keys.ts';
import { createKeyring, keyPurposes } from '../../src/keys/keyring.ts';
import { openBytes } from '../../src/keys/seal.ts';
import { type Canary } from './forms.ts';

/** What a thief reads. */
export interface Loot {
  /** What the canaries are of that came to light, sorted. */
  readonly read: readonly string[];
  /** Keys that opened, of whatever kind. */
  readonly keyCount: number;
}

interface Written {
  readonly bytes: Buffer;
  /** Of the document it stood in. */
  readonly id: string;
  readonly collection: string;
}

/** Whatever was ever written to a database, whole, as its oplog tells: more than any dump taken meanwhile could hold. */
async function everWritten(connection: Connection): Promise<readonly Written[]> {
  const found: Written[] = [];
  const gather = (value: unknown, id: string, collection: string): void => {
    if (Buffer.isBuffer(value)) found.push({ bytes: value, id, collection });
    else if (Array.isArray(value)) for (const one of value) gather(one, id, collection);
    else if (typeof value === 'object' && value !== null) {
      const { ns, o, o2, _id } = value as Readonly<Record<string, unknown>>;
      // An operation, also one within a transaction; else a document or part of one.
      if (typeof ns === 'string' && typeof o === 'object') {
        const at = (o2 ?? o) as { readonly _id?: unknown };
        gather(o, String(at._id), ns.slice(ns.indexOf('.') + 1));
      } else {
        for (const inner of Object.values(value)) gather(inner, typeof _id === 'string' ? _id : id, collection);
      }
    }
  };
  const oplog = connection.getClient().db('local').collection('oplog.rs');
  for await (const entry of oplog.find({}, { promoteBuffers: true })) gather(entry, '', '');
  return found;
}

/**
 * Somebody who has MASTER_KEY, the key file as it is now, and all that was ever written. Tries every key that exists on
 * everything, opens with what opens, and goes on with the keys that come to light.
 */
export async function steal(
  connection: Connection,
  from: { readonly masterKey: Buffer; readonly keyFile: string; readonly tenantId: string },
  canaries: readonly Canary[],
): Promise<Loot> {
  const written = await everWritten(connection);
  const keys = await keysOf(from);
  const read = new Set<string>();
  // It grows on the way.
  for (const key of keys) {
    for (const { bytes, id, collection } of written) {
      if (bytes.length < 29) continue;
      const wrapped = unwrapped(key, bytes, { id, collection, tenantId: from.tenantId });
      if (wrapped !== null) addKey(keys, wrapped);
      const plain = inClear(key, bytes);
      for (const { what, value } of canaries) if (plain.includes(value)) read.add(what);
      // The key of a reveal link stands in what the business was told.
      for (const [, text = ''] of plain.toString('latin1').matchAll(/#([A-Za-z0-9_-]{43})/g))
        addKey(keys, Buffer.from(text, 'base64url'));
    }
  }
  return { read: [...read].sort(), keyCount: keys.length };
}

async function keysOf({
  masterKey,
  keyFile,
}: {
  readonly masterKey: Buffer;
  readonly keyFile: string;
}): Promise<Buffer[]> {
  const keyring = createKeyring(masterKey);
  const provider = createEpochFile({ path: keyFile, keyring });
  const epochs = createEpochKeys({ provider });
  const keys = [masterKey, ...keyPurposes.map((purpose) => keyring.derive(purpose))];
  for (const { epochId, key } of (await epochs.refresh()).epochs) {
    if (key !== null) keys.push(key);
    keys.push(...Object.values((await epochs.find(epochId))?.keys ?? {}));
  }
  return keys;
}

/** Without its tag and its place: those keep an honest program from opening what was moved, and a thief from nothing. */
function inClear(key: Buffer, sealed: Buffer): Buffer {
  const start = Buffer.concat([sealed.subarray(0, 12), Buffer.from([0, 0, 0, 2])]);
  return createDecipheriv('aes-256-ctr', key, start).update(sealed.subarray(28));
}

function unwrapped(
  key: Buffer,
  bytes: Buffer,
  { id, collection, tenantId }: { readonly id: string; readonly collection: string; readonly tenantId: string },
): Buffer | null {
  if (bytes.length !== 60 || !collection.endsWith('_keys')) return null;
  try {
    const place = { collection, field: 'wrapped', keyId: id };
    return openBytes(key, bytes, { ...place, tenantId: collection === 'day_keys' ? '' : tenantId });
  } catch {
    return null;
  }
}

function addKey(keys: Buffer[], key: Buffer): void {
  if (key.length === 32 && !keys.some((one) => one.equals(key))) keys.push(key);
}
