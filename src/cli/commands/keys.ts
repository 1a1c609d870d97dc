import { type Command } from 'commander';

import { OubliError } from '../../domain/errors.ts';
import { runKeysRotate } from '../keys-rotate.ts';
import { runKeysStatus } from '../keys-status.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';

/** Adds `keys status|rotate|rotate-signing`. */
export function addKeysCommands(program: Command, { output }: Terminal): void {
  const keys = program
    .command('keys')
    .description('Keys that people’s data is sealed under, by epoch, and the key that signs receipts');

  keys
    .command('status')
    .description('Show the epochs: ages, keys under each, what is due')
    .action(() => withContainer(({ keyRotation: rotation, clock }) => runKeysStatus(output, { rotation, clock })));
  keys
    .command('rotate')
    .description('Begin a new epoch now, and wrap every live key under it while traffic runs')
    .option('--resume', 'no new epoch: only go on with keys that stand under older ones', false)
    .action(({ resume }: { readonly resume: boolean }) =>
      withContainer(async ({ keyRotation, gate }) => {
        // A key that a restore brought back would go into the new epoch, and outlive its erasure.
        await gate.start();
        if (!gate.isOpen())
          throw new OubliError('ledger_behind', 'The database was restored: rotate once it has caught up.');
        await runKeysRotate(output, keyRotation, { isResumed: resume });
      }),
    );
  keys
    .command('rotate-signing')
    .description('Sign receipts with a new key from now on; the old one stays published and signs no more')
    .action(() =>
      withContainer(async ({ stores }) => {
        output.line(`Receipts are signed with ${await stores.signingKeys.rotate()} from now on.`);
      }),
    );
}
