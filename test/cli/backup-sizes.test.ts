import { expect, test } from '../support/jest.ts';

import { runBackupCreate, runBackupList } from '../../src/cli/backup-commands.ts';
import { type Backups } from '../../src/backups/backups.ts';
import { type CatalogueEntry } from '../../src/backups/catalogue.ts';
import { keptOutput } from './run-cli.ts';

test.each([
  [512, '0.5 KB'],
  [1_024, '1.0 KB'],
  [37_990, '37.1 KB'],
  [1_048_575, '1024.0 KB'],
  [1_048_576, '1.0 MB'],
  [5_400_000_000, '5149.8 MB'],
])('a backup of %i bytes is listed with a size that says something', async (sizeBytes, shown) => {
  const entry = { backupId: 'b', file: 'b.oubli-backup', sizeBytes, createdAt: 0, expiresAt: 1, ledgerIndex: 0 };
  const backups = {
    create: () => Promise.resolve(entry as CatalogueEntry),
    list: () => Promise.resolve([entry as CatalogueEntry]),
  } as unknown as Backups;
  const { output, text } = keptOutput();
  await runBackupCreate(output, backups);
  await runBackupList(output, backups, 0);
  expect(text().split(shown)).toHaveLength(3);
});
