import { type Command } from 'commander';

import { runRelayAnswered } from '../relay-answered.ts';
import { runRelayList } from '../relay-list.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';
import { wholeNumber } from './numbers.ts';

/** Adds `relay list` and `relay answered`. */
export function addRelayCommands(program: Command, { output }: Terminal): void {
  const relay = program
    .command('relay')
    .description('What came in on your own number and is with people to answer (docs/route-b.md)');
  relay
    .command('list')
    .description('List what is not answered, the first that is due first')
    .option('--tenant <id>', 'only what this business, or your own number, has in hand')
    .option('--limit <count>', 'at most so many', wholeNumber(1, 1_000), 50)
    .action((options: { readonly tenant?: string; readonly limit: number }) =>
      withContainer(({ stages: { openRelays }, stores: { tenantStore: tenants } }) =>
        runRelayList(output, { openRelays, tenants }, options),
      ),
    );
  relay
    .command('answered <reference>')
    .description('Say that it is answered, whoever has it in hand: nobody is reminded any more')
    .action((reference: string) =>
      withContainer(({ stages: { relayAnswers } }) => runRelayAnswered(output, relayAnswers, reference)),
    );
}
