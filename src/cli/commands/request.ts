import { type Command, InvalidArgumentError } from 'commander';

import { refusalGrounds } from '../../domain/ground.ts';
import { extensionReasons } from '../../requests/request-record.ts';
import { askLines } from '../ask-lines.ts';
import { type RequestStateName, requestStateNames } from '../request-states.ts';
import { runRequestCancel } from '../request-cancel.ts';
import { runRequestExtend } from '../request-extend.ts';
import { runRequestList } from '../request-list.ts';
import { runRequestRefuse } from '../request-refuse.ts';
import { runRequestRetry } from '../request-retry.ts';
import { runRequestShow } from '../request-show.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';
import { wholeNumber } from './numbers.ts';

/** Adds `request list|show|retry|cancel|extend|refuse`. */
export function addRequestCommands(program: Command, { output }: Terminal): void {
  const request = program
    .command('request')
    .description('Requests of people, over all businesses; by reference, never by name');

  request
    .command('list')
    .description('List them, newest first')
    .option('--state <names>', 'only these states, comma separated', readStates, [])
    .option('--limit <count>', 'at most so many', wholeNumber(1, 1_000), 50)
    .action(({ state, limit }: { readonly state: readonly RequestStateName[]; readonly limit: number }) =>
      withContainer(({ stages }) => runRequestList(output, stages.operator, { states: state, limit })),
    );
  request
    .command('show <reference>')
    .description('Show how far it came')
    .action((reference: string) => withContainer(({ stages }) => runRequestShow(output, stages.operator, reference)));
  request
    .command('retry <reference>')
    .description('Let a blocked one erase again')
    .action((reference: string) => withContainer(({ stages }) => runRequestRetry(output, stages.operator, reference)));
  request
    .command('cancel <reference>')
    .description('Cancel it on the person’s behalf, up to the point of no return')
    .action((reference: string) => withContainer(({ stages }) => runRequestCancel(output, stages.operator, reference)));
  request
    .command('extend <reference>')
    .description('Take two further months for the business, before the first is over; the person is told')
    .requiredOption('--reason <reason>', extensionReasons.join(' or '))
    .action((reference: string, options: { readonly reason: string }) =>
      withContainer(({ stages }) => runRequestExtend(output, stages, reference, options)),
    );
  request
    .command('refuse <reference>')
    .description('Refuse it for the business before erasing begins; the person is told, and where to complain')
    .requiredOption('--ground <ground>', refusalGrounds.join(', '))
    .option('--words', 'ask for words of the business to the person, or read them from standard input', false)
    .action((reference: string, options: { readonly ground: string; readonly words: boolean }) =>
      withContainer(({ stages, stores: { tenantStore: tenants } }) =>
        runRequestRefuse(output, { ...stages, tenants, askWords }, reference, options),
      ),
    );
}

async function askWords(): Promise<string> {
  const [words = ''] = await askLines(['Words to the person, one line: ']);
  return words;
}

function readStates(text: string): readonly RequestStateName[] {
  return text.split(',').map((typed) => {
    const state = requestStateNames.find((name) => name === typed.trim());
    if (state !== undefined) return state;
    throw new InvalidArgumentError(`The states are ${requestStateNames.join(', ')}.`);
  });
}
