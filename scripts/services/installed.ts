import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { type Environment } from './environment.ts';
import { runCommand } from './run-command.ts';
import { type FoundBinary } from './ways.ts';

/** How a program's version is asked for and what the oldest usable one is. */
export interface VersionNeeded {
  /** Finds `major.minor` in what `--version` prints. */
  readonly pattern: RegExp;
  readonly oldest: readonly [major: number, minor: number];
}

/**
 * Finds one of `names` on PATH, new enough.
 * @throws Error that says what is missing or too old.
 */
export async function findOnPath(
  names: readonly string[],
  needed: VersionNeeded,
  environment: Environment,
): Promise<FoundBinary> {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const reasons: string[] = [];
  for (const name of names) {
    for (const folder of folders) {
      const binary = join(folder, name);
      if (!(await isRunnable(binary))) continue;
      try {
        const version = await checkVersion(binary, needed, environment);
        return { binary, how: `${name} ${version} on PATH` };
      } catch (error) {
        reasons.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  throw new Error(reasons.length === 0 ? 'not there' : reasons.join('; '));
}

/**
 * Runs `binary --version`: the proof that it runs on this machine at all.
 * @returns the version as `major.minor.patch`.
 * @throws Error when it does not run or is too old.
 */
export async function checkVersion(binary: string, needed: VersionNeeded, environment: Environment): Promise<string> {
  const { stdout } = await runCommand(binary, ['--version'], { environment, timeoutMs: 20_000 });
  const [, version = ''] = needed.pattern.exec(stdout) ?? [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = needed.oldest;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new Error(`${binary} is ${version || 'of no known version'}; ${needed.oldest.join('.')} or newer is needed`);
  }
  return version;
}

/** Whether a file is there and may be run. */
export async function isRunnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
