import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { OubliError } from '../domain/errors.ts';
import { toInstant, toMilliseconds } from '../domain/instant.ts';
import { type Epoch, type EpochSet } from './epoch.ts';
import { type Keyring } from './keyring.ts';
import { masterCheckOf } from './master-check.ts';
import { openBytes, sealBytes, type SealPlace } from './seal.ts';

const format = 'oubli-epoch-keys/1';
const time = z.iso.datetime();

const fileShape = z.strictObject({
  format: z.literal(format),
  fileId: z.uuid(),
  generation: z.int().positive(),
  masterCheck: z.string(),
  epochs: z
    .array(
      z.strictObject({
        id: z.uuid(),
        key: z.base64().nullable(),
        startedAt: time,
        endedAt: time.nullable(),
        destroyedAt: time.nullable(),
      }),
    )
    .min(1),
  mac: z.string(),
});
type FileShape = z.infer<typeof fileShape>;

/** Writes the text of a key file: each epoch key sealed under the keyring's purpose `key-file`, and the whole under a MAC. */
export function writeEpochs(set: EpochSet, keyring: Keyring): string {
  const sealingKey = keyring.derive('key-file');
  const epochs = set.epochs.map(({ epochId, key, startedAt, endedAt, destroyedAt }) => ({
    id: epochId,
    key: key === null ? null : sealBytes(sealingKey, key, placeOf(epochId)).toString('base64'),
    startedAt: toInstant(startedAt),
    endedAt: endedAt === null ? null : toInstant(endedAt),
    destroyedAt: destroyedAt === null ? null : toInstant(destroyedAt),
  }));
  const masterCheck = masterCheckOf(keyring);
  const content = { format, fileId: set.fileId, generation: set.generation, masterCheck, epochs } as const;
  return `${JSON.stringify({ ...content, mac: macOf(content, keyring) }, null, 2)}\n`;
}

/**
 * Reads the text of a key file.
 * @throws OubliError `key_file_damaged` for what is cut off or changed, `master_key_wrong` for what was sealed under another key.
 */
export function readEpochs(text: string, keyring: Keyring): EpochSet {
  const content = parsed(text);
  if (content.masterCheck !== masterCheckOf(keyring)) {
    throw new OubliError(
      'master_key_wrong',
      'The file that KEY_FILE names was made under another MASTER_KEY: put that MASTER_KEY back, or name the file that belongs to this one.',
    );
  }
  const expected = Buffer.from(macOf(content, keyring));
  const found = Buffer.from(content.mac);
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) throw damaged();
  const sealingKey = keyring.derive('key-file');
  const epochs = content.epochs.map(({ id, key, startedAt, endedAt, destroyedAt }): Epoch => ({
    epochId: id,
    key: key === null ? null : openBytes(sealingKey, Buffer.from(key, 'base64'), placeOf(id)),
    startedAt: toMilliseconds(startedAt),
    endedAt: endedAt === null ? null : toMilliseconds(endedAt),
    destroyedAt: destroyedAt === null ? null : toMilliseconds(destroyedAt),
  }));
  if (epochs.at(-1)?.endedAt !== null || epochs.at(-1)?.key === null) throw damaged();
  return { fileId: content.fileId, generation: content.generation, epochs };
}

function parsed(text: string): FileShape {
  try {
    return fileShape.parse(JSON.parse(text));
  } catch {
    throw damaged(); // Never the cause: it may quote what the file holds.
  }
}

function damaged(): OubliError {
  return new OubliError(
    'key_file_damaged',
    'The file that KEY_FILE names is cut off or was changed. It is left as it is: put its newest copy in its place (docs/keys.md).',
  );
}

function macOf({ fileId, generation, masterCheck, epochs }: Omit<FileShape, 'mac'>, keyring: Keyring): string {
  const rows = epochs.map(({ id, key, startedAt, endedAt, destroyedAt }) => [id, key, startedAt, endedAt, destroyedAt]);
  const whole = JSON.stringify([format, fileId, generation, masterCheck, rows]);
  return createHmac('sha256', keyring.derive('key-file-mac')).update(whole).digest('base64url');
}

function placeOf(keyId: string): SealPlace {
  return { tenantId: '', collection: 'key_file', field: 'key', keyId };
}
