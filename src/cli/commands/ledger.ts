import { type Command } from 'commander';

import { OubliError } from '../../domain/errors.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';

/** Adds `ledger status|adopt`. */
export function addLedgerCommands(program: Command, { output, fail }: Terminal): void {
  const ledger = program.command('ledger').description('The ledger of erasures and its journal outside the database');
  ledger
    .command('status')
    .description('Show how far both are, and whether they agree')
    .action(() =>
      withContainer(async (container) => {
        const { runLedgerStatus } = await import('../ledger-status.ts');
        if (!(await runLedgerStatus(output, container.ledger))) fail();
      }),
    );
  ledger
    .command('adopt')
    .description('Make a new journal out of the database, where the old one is lost or damaged. Stop everything before')
    .option('--nothing-was-restored', 'you state that no backup was restored since the last start')
    .action(({ nothingWasRestored }: { readonly nothingWasRestored?: true }) =>
      withContainer(async ({ ledger: { store, journal } }) => {
        if (nothingWasRestored !== true) {
          throw new OubliError(
            'adopt_unstated',
            'A new journal cannot say whom a restored backup would bring back. If none was restored since the last start, ' +
              'say so: npm run oubli -- ledger adopt --nothing-was-restored',
          );
        }
        const { adoptLedger } = await import('../../ledger/adopt.ts');
        const entries = await adoptLedger(store, journal);
        output.line(`A new journal stands at JOURNAL_FILE, with ${String(entries)} entries out of the database.`);
      }),
    );
}
