import { type Command } from 'commander';

import { askName } from '../ask-name.ts';
import { runSuppressionLift } from '../suppression-lift.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';

/** Adds `suppression lift`. */
export function addSuppressionCommands(program: Command, { output }: Terminal): void {
  const suppression = program.command('suppression').description('Who was erased and is not put in again');
  suppression
    .command('lift')
    .description('Let the business put somebody in again. Asks for the number, or reads it from standard input')
    .requiredOption('--tenant <id>', 'the business')
    .action(({ tenant }: { readonly tenant: string }) =>
      withContainer(({ stores: { tenantStore: tenants, suppressions } }) =>
        runSuppressionLift(output, { tenants, suppressions, askName }, tenant),
      ),
    );
}
