import { errorCode, OubliError } from '../domain/errors.ts';
import { type Clock } from '../domain/instant.ts';
import { type EpochKeys, keyFileForeign, keyFileMissing, keyFileOld } from './epoch-keys.ts';
import { type EpochKeyProvider, type EpochSet, firstEpochs } from './epoch.ts';
import { type KeyState, type KeyStateStore, type LiveKeys } from './key-state.ts';
import { type Keyring } from './keyring.ts';
import { masterCheckOf } from './master-check.ts';

/** What has to belong together. */
export interface KeyFileParts {
  readonly provider: EpochKeyProvider;
  readonly state: KeyStateStore;
  readonly live: LiveKeys;
  readonly keyring: Keyring;
}

/**
 * Looks at start-up whether MASTER_KEY, key file and database belong together; makes the file where there is nothing yet.
 * @throws OubliError `master_key_wrong`, `key_file_missing`, `key_file_foreign`, `key_file_old`, `backup_too_old`,
 *   `keys_without_epoch`, and whatever is wrong with the file itself.
 */
export async function openKeyFile(
  parts: KeyFileParts & { readonly epochs: EpochKeys; readonly clock: Clock },
): Promise<void> {
  const { epochs, state } = parts;
  const known = await state.find();
  await check(parts, known, await readOrMake(parts, known));
  // From here on the file belongs to this database, and the newest that was seen is this one.
  const { generation } = await epochs.refresh();
  await state.saw(generation);
}

/** The same without making or noting anything: for whoever only looks. @throws OubliError as {@link openKeyFile}. */
export async function checkKeyFile(parts: KeyFileParts): Promise<void> {
  const known = await parts.state.find();
  const set = await read(parts, known);
  if (set !== null) await check(parts, known, set, false);
  else if (known !== null) throw keyFileMissing();
}

async function readOrMake(parts: KeyFileParts & { readonly clock: Clock }, known: KeyState | null): Promise<EpochSet> {
  const { provider, live, clock } = parts;
  const set = await read(parts, known);
  if (set !== null) return set;
  if (await live.hasEpochless()) throw keysWithoutEpoch();
  if (known !== null || (await live.epochIds()).length > 0) throw keyFileMissing();
  return provider.create(firstEpochs(clock.now()));
}

async function read({ provider, keyring }: KeyFileParts, known: KeyState | null): Promise<EpochSet | null> {
  const isKnown = known !== null;
  if (isKnown && known.masterCheck !== masterCheckOf(keyring)) {
    throw new OubliError(
      'master_key_wrong',
      'MASTER_KEY is not the one under which this database was sealed: put that one back.',
    );
  }
  try {
    return await provider.read();
  } catch (error) {
    // MASTER_KEY is the database's: then it is the file that is another's.
    throw isKnown && errorCode(error) === 'master_key_wrong' ? keyFileForeign() : error;
  }
}

async function check(parts: KeyFileParts, known: KeyState | null, set: EpochSet, isNoted = true): Promise<void> {
  const { state, live, keyring } = parts;
  const { fileId, generation, epochs } = set;
  if (known !== null && known.fileId !== fileId) throw keyFileForeign();
  if (known !== null && known.generation > generation) throw keyFileOld();
  if (await live.hasEpochless()) throw keysWithoutEpoch();
  const used = await live.epochIds();
  if (used.some((epochId) => !epochs.some((one) => one.epochId === epochId))) {
    // A copy that lacks an epoch is old; one that shares none was never of this database.
    throw known === null && !used.some((epochId) => epochs.some((one) => one.epochId === epochId))
      ? keyFileForeign()
      : keyFileOld();
  }
  if (used.some((epochId) => epochs.some((one) => one.epochId === epochId && one.key === null))) {
    throw new OubliError(
      'backup_too_old',
      'The database holds keys of an epoch that was destroyed: it was restored from a backup older than BACKUP_DAYS, which nobody can read any more. Restore a younger one.',
    );
  }
  if (known !== null || !isNoted) return;
  const standing = await state.insertIfAbsent({ fileId, generation, masterCheck: masterCheckOf(keyring) });
  if (standing.fileId !== fileId) throw keyFileForeign();
}

function keysWithoutEpoch(): OubliError {
  return new OubliError(
    'keys_without_epoch',
    'The database was written by a version before keys had epochs, and there is no way from there: start with an empty database.',
  );
}
