import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

import { type EnvSource } from './env.ts';

/** The environment of the process, and `.env` in the working folder for what it leaves open. The only reader of either. */
export function readProcessEnv(path = '.env'): EnvSource {
  return { ...readEnvFile(path), ...process.env };
}

/**
 * The same for the operator's commands, which also find the servers that `npm run standalone` started: it writes their
 * addresses to `.oubli/services.env` while it runs.
 */
export function readOperatorEnv(folder = '.'): EnvSource {
  const own = Object.entries(readProcessEnv(join(folder, '.env')));
  // A variable left empty in `.env` says nothing.
  return {
    ...readEnvFile(join(folder, '.oubli', 'services.env')),
    ...Object.fromEntries(own.filter(([, value]) => value !== '')),
  };
}

function readEnvFile(path: string): EnvSource {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch {
    return {}; // No file, or one that may not be read: then the variables it would give are missing, and are named.
  }
}
