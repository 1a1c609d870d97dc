import { type Command } from 'commander';

import { askLines } from '../ask-lines.ts';
import { type Terminal } from '../terminal.ts';

interface VerifyFlags {
  readonly keys?: string;
  readonly claim?: true;
  readonly previous?: string;
}

/** Adds `verify`. */
export function addVerifyCommand(program: Command, { output, fail }: Terminal): void {
  program
    .command('verify <file-or-url>')
    .description('Check a receipt, without any server (docs/receipt.md). Exit code 0: valid, 1: not, 2: not checked')
    // 1 says that a receipt is not valid: a slip of the hand must not.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .option('--keys <file-or-url>', 'the keys to trust (default: those of the provider that the receipt names)')
    .option('--claim', 'ask for claim secret and number, and say whether the receipt is about it')
    .option('--previous <file-or-url>', 'the receipt before: a final one is linked to its first')
    .action(async (source: string, flags: VerifyFlags) => {
      const { keys = null, previous = null } = flags;
      const { runVerify } = await import('../verify.ts');
      const exit = await runVerify(output, { source, keys, previous, isClaimed: flags.claim === true, ask: askLines });
      if (exit !== 0) fail(exit);
    });
}
