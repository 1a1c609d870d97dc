import { constants } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import { errorCode } from '../domain/errors.ts';
import { unreadable } from './file-reading.ts';

/** Far longer than the end of a file takes to copy: whoever holds it for longer was killed. Milliseconds. */
const longestHoldMs = 10_000;
const againMs = 2;

const holdOf = (path: string): string => `${path}.hold`;

/**
 * Holds up whoever appends to a file, in this process or another, while it is put into another one's place: a line that was
 * acknowledged in the old file must stand in the new one before the line after it does.
 *
 * @returns how to let them go on; `null`: somebody else holds them up.
 */
export async function holdAppends(path: string): Promise<(() => Promise<void>) | null> {
  const hold = holdOf(path);
  if ((await ageMs(hold)) >= longestHoldMs) await rm(hold, { force: true });
  try {
    await (await open(hold, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600)).close();
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return null;
    throw unreadable(error);
  }
  return () => rm(hold, { force: true });
}

/** Waits while appends to that file are held up. */
export async function untilNotHeld(path: string): Promise<void> {
  for (;;) {
    const age = await ageMs(holdOf(path));
    if (age < 0 || age >= longestHoldMs) return;
    await pause(againMs);
  }
}

/** By the machine's clock, which dates files. -1: there is none. A clock that was put back makes no hold eternal. */
async function ageMs(hold: string): Promise<number> {
  const standing = await stat(hold).catch(() => null);
  return standing === null ? -1 : Math.abs(Date.now() - standing.mtimeMs);
}
