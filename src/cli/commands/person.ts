import { type Command } from 'commander';

import { askName } from '../ask-name.ts';
import { runPersonDeepScan } from '../person-deep-scan.ts';
import { runPersonScan } from '../person-scan.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';

/** Adds `person scan` and `person deep-scan`. */
export function addPersonCommands(program: Command, { output }: Terminal): void {
  const person = program.command('person').description('What is held of a person');
  person
    .command('scan')
    .description('Count what is held, per store; changes nothing. Asks for the number, or reads it from standard input')
    .requiredOption('--tenant <id>', 'the business')
    .action(({ tenant }: { readonly tenant: string }) =>
      withContainer(({ stores, stages, clock }) => {
        const { tenantStore: tenants, subjects, blindIndex } = stores;
        const parts = { tenants, subjects, blindIndex, register: stages.register, askName, now: () => clock.now() };
        return runPersonScan(output, parts, tenant);
      }),
    );
  person
    .command('deep-scan')
    .description('Look for people who came back after their erasure, as is done every night, and erase them again')
    .action(() => withContainer(({ stages }) => runPersonDeepScan(output, stages.deepScan)));
}
