import { join } from 'node:path';

import { createEpochFile } from '../../src/keys/epoch-file.ts';
import { createEpochKeys, type EpochKeys } from '../../src/keys/epoch-keys.ts';
import { firstEpochs } from '../../src/keys/epoch.ts';
import { type Keyring } from '../../src/keys/keyring.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Where a key file may come to stand: in a folder of its own, which goes with this process. */
export function freshKeyFile(): string {
  return join(temporaryFolder('oubli-test-keys-'), 'epoch-keys.json');
}

/** Epoch keys in a real file, for tests that need keys and are not about the file. */
export async function freshEpochs(keyring: Keyring): Promise<EpochKeys> {
  const provider = createEpochFile({ path: freshKeyFile(), keyring });
  await provider.create(firstEpochs(Date.parse('2026-01-01')));
  return createEpochKeys({ provider });
}
