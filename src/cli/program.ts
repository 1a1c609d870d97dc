import { Command } from 'commander';

import { addAuditCommands } from './commands/audit.ts';
import { addBreakerCommands } from './commands/breaker.ts';
import { addFlowsCommands } from './commands/flows.ts';
import { addKeysCommands } from './commands/keys.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addLedgerCommands } from './commands/ledger.ts';
import { addPersonCommands } from './commands/person.ts';
import { addRelayCommands } from './commands/relay.ts';
import { addReplayCommand } from './commands/replay.ts';
import { addRequestCommands } from './commands/request.ts';
import { addSuppressionCommands } from './commands/suppression.ts';
import { addTenantCommands } from './commands/tenant.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { type Terminal } from './terminal.ts';

/** Every command of the operator. What a command needs is loaded when it runs, so that `--help` and `replay` start at once. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('oubli')
    .description('Operates an Oubli deployment. Reads the same environment as the server (docs/configuration.md).')
    .showHelpAfterError('(--help shows what there is)')
    .helpCommand(false);
  addTenantCommands(program, terminal);
  addRequestCommands(program, terminal);
  addRelayCommands(program, terminal);
  addPersonCommands(program, terminal);
  addAuditCommands(program, terminal);
  addKeysCommands(program, terminal);
  addSuppressionCommands(program, terminal);
  addBreakerCommands(program, terminal);
  addLedgerCommands(program, terminal);
  addBackupCommands(program, terminal);
  addDoctorCommand(program, terminal);
  addReplayCommand(program, terminal);
  addVerifyCommand(program, terminal);
  addFlowsCommands(program, terminal);
  return program;
}
