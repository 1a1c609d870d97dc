import { type Command } from 'commander';

import { readOperatorEnv } from '../../config/process-env.ts';
import { OubliError } from '../../domain/errors.ts';
import { runReplay } from '../replay.ts';
import { type Terminal } from '../terminal.ts';
import { speed, wholeNumber } from './numbers.ts';

interface ReplayFlags {
  readonly to?: string;
  readonly speed?: number;
  readonly duplicate: number;
  readonly shuffle?: number;
  readonly corrupt?: true;
  readonly fresh?: true;
  readonly follow?: true | number;
  readonly linger: number;
  readonly secretEnv: string;
}

const defaultFollowPort = 4010;

/** Adds `replay`. */
export function addReplayCommand(program: Command, { output, fail }: Terminal): void {
  program
    .command('replay <paths...>')
    .description('Sign webhook payloads and post them to a server, as Meta would (docs/replay.md)')
    .option('--to <url>', 'the webhook address (default: this machine, at PORT)')
    .option('--speed <xN>', 'keep the pace of the payloads’ timestamps, N times faster (default: no pause)', speed)
    .option('--duplicate <times>', 'post each so often', wholeNumber(1, 1_000), 1)
    .option('--shuffle <seed>', 'in an order that the seed decides', wholeNumber(0, 4_294_967_295))
    .option('--corrupt', 'also post spoiled ones, which must be refused')
    .option('--fresh', 'give messages new ids, so that they count although they were replayed before')
    .option(
      '--follow [port]',
      `stand in for the Graph API on this port and show the chat (${defaultFollowPort})`,
      wholeNumber(0, 65_535),
    )
    .option('--linger <seconds>', 'how long a silence in the chat ends it', wholeNumber(0, 600), 3)
    .option('--secret-env <name>', 'the variable that holds the app secret', 'META_APP_SECRET')
    .action(async (paths: readonly string[], flags: ReplayFlags) => {
      const environment = readOperatorEnv();
      const isGood = await runReplay(output, {
        paths,
        to: flags.to ?? `http://127.0.0.1:${environment['PORT'] ?? '8080'}/webhooks/whatsapp`,
        secret: secretOf(environment[flags.secretEnv], flags.secretEnv),
        speed: flags.speed ?? null,
        times: flags.duplicate,
        shuffleSeed: flags.shuffle ?? null,
        corrupts: flags.corrupt === true,
        isFresh: flags.fresh === true,
        lingerMs: flags.linger * 1_000,
        followPort: followPortOf(flags.follow),
      });
      if (!isGood) fail();
    });
}

/** The first of several: the one that signs during a rotation. */
function secretOf(value: string | undefined, name: string): string {
  const secret = value?.split(',')[0]?.trim();
  if (secret !== undefined && secret !== '') return secret;
  throw new OubliError(
    'secret_missing',
    `Set ${name} to the app secret that the server knows; it signs what is posted.`,
  );
}

function followPortOf(flag: true | number | undefined): number | null {
  return flag === true ? defaultFollowPort : (flag ?? null);
}
