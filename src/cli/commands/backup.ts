import { type Command } from 'commander';

import {
  runBackupCreate,
  runBackupForget,
  runBackupList,
  runBackupPurge,
  runBackupRestore,
  runRestoreDelay,
  runRestoreDrill,
} from '../backup-commands.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';

/** Adds `backup create|list|purge|forget|restore` and `restore drill|delay`. */
export function addBackupCommands(program: Command, { output, fail }: Terminal): void {
  const backup = program.command('backup').description('Encrypted backups of the database, in BACKUP_FOLDER');
  backup
    .command('create')
    .description('Make one')
    .option('--to <folder>', 'put the file there; the catalogue stays in BACKUP_FOLDER, where that is set')
    .action(({ to }: { readonly to?: string }) =>
      withContainer(({ backups: { backups } }) => runBackupCreate(output, backups, to)),
    );
  backup
    .command('list')
    .description('Show those that stand, oldest first')
    .action(() => withContainer(({ backups: { backups }, clock }) => runBackupList(output, backups, clock.now())));
  backup
    .command('purge')
    .description('Remove those older than BACKUP_DAYS')
    .action(() => withContainer(({ backups, clock }) => runBackupPurge(output, backups, clock.now())));
  backup
    .command('forget <id>')
    .description('Take one off the list whose disk is away and will not come back')
    .action((id: string) => withContainer(({ backups: { backups } }) => runBackupForget(output, backups, id)));
  backup
    .command('restore <id>')
    .description('Restore one into the database at MONGODB_URI, which must be empty')
    .action((id: string) => withContainer(({ backups }) => runBackupRestore(output, backups, id)));

  const restore = program.command('restore').description('Around a restore');
  restore
    .command('delay')
    .description('After a restore by other means, before the start: whoever waits waits three days more, and is told')
    .action(() => withContainer(({ backups: { delayWaiting } }) => runRestoreDelay(output, delayWaiting)));
  restore
    .command('drill [id]')
    .description('Restore a backup (the newest) into a scratch database; show what the gate erases there')
    .action((id: string | undefined) =>
      withContainer(async ({ backups }) => {
        if (!(await runRestoreDrill(output, backups, id))) fail();
      }),
    );
}
