import { type Command } from 'commander';

import { runBreakerRelease, runBreakerShow } from '../breaker.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';

/** Adds `breaker show|release`. */
export function addBreakerCommands(program: Command, { output }: Terminal): void {
  const breaker = program
    .command('breaker')
    .description('Erasures of a business that wait, because there were many at once');
  breaker
    .command('show <tenantId>')
    .description('Show how many wait')
    .action((tenantId: string) => withContainer(({ stages }) => runBreakerShow(output, stages.breaker, tenantId)));
  breaker
    .command('release <tenantId>')
    .description('Let all of them go on, on the business’s behalf')
    .action((tenantId: string) => withContainer(({ stages }) => runBreakerRelease(output, stages.breaker, tenantId)));
}
