import { type Command } from 'commander';

import { runAuditVerify } from '../audit-verify.ts';
import { type Terminal } from '../terminal.ts';
import { withContainer } from '../with-container.ts';

/** Adds `audit verify|head`. */
export function addAuditCommands(program: Command, { output, fail }: Terminal): void {
  const audit = program.command('audit').description('The tamper-evident log of everything that happened to requests');
  audit
    .command('verify')
    .description('Read the whole log and say what is wrong with it, and where')
    .option('--head <file>', 'signed heads or receipts that were kept outside, one a line')
    .action(({ head }: { readonly head?: string }) =>
      withContainer(async ({ stores }) => {
        if (!(await runAuditVerify(output, stores.auditStore, head ?? null))) fail();
      }),
    );
  audit
    .command('head')
    .description('Print the signed head of the log: keep it somewhere else')
    .action(() =>
      withContainer(async ({ stages }) => {
        output.line((await stages.signTreeHead()).jws);
      }),
    );
}
