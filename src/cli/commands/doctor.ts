import { type Command } from 'commander';

import { examineEnv, toConfig } from '../../config/config.ts';
import { isFaultless } from '../../config/env.ts';
import { readOperatorEnv } from '../../config/process-env.ts';
import { checkServers } from '../../config/start-up.ts';
import { OubliError } from '../../domain/errors.ts';
import { runDoctor, type Ward } from '../doctor.ts';
import { type Terminal } from '../terminal.ts';

/** Adds `doctor`. */
export function addDoctorCommand(program: Command, { output, fail }: Terminal): void {
  program
    .command('doctor')
    .description(
      'Look at configuration, servers, indexes, keys, journal, and at Meta for every business; says what to do',
    )
    .action(async () => {
      const reading = examineEnv(readOperatorEnv());
      const { MONGODB_URI: mongodbUri, REDIS_URL: redisUrl } = reading.env;
      const isGood = await runDoctor(output, {
        envFaults: reading.faults,
        async serverFaults() {
          const { probeServers } = await import('../../processes/probe-servers.ts');
          return checkServers({ mongodbUri, redisUrl }, probeServers);
        },
        async open(): Promise<Ward> {
          if (!isFaultless(reading)) throw new OubliError('config_invalid', 'The configuration has faults.');
          const { openWard } = await import('../open-ward.ts');
          return openWard(toConfig(reading.env));
        },
      });
      if (!isGood) fail();
    });
}
