import { type Clock } from '../domain/instant.ts';
import { type EpochStatus, type KeyRotation } from '../keys/rotation.ts';
import { type Output } from './output.ts';
import { tableLines } from './table.ts';

const dayMs = 86_400_000;

/** Shows every epoch: its age, the keys under it, and what is due. */
export async function runKeysStatus(
  output: Output,
  { rotation, clock }: { readonly rotation: Pick<KeyRotation, 'status'>; readonly clock: Clock },
): Promise<void> {
  const epochs = await rotation.status();
  const now = clock.now();
  const standing = epochs.filter(({ destroyedAt }) => destroyedAt === null);
  const rows = standing.map((epoch) => [
    epoch.epochId.slice(0, 8),
    day(epoch.startedAt),
    epoch.endedAt === null ? 'current' : day(epoch.endedAt),
    String(epoch.keyCount),
    dueOf(epoch, now),
  ]);
  for (const line of tableLines([['EPOCH', 'BEGAN', 'ENDED', 'KEYS', 'DUE'], ...rows])) output.line(line);
  output.line();
  output.line(`Destroyed so far: ${epochs.length - standing.length}.`);
  const waiting = standing.filter(({ isCurrent, keyCount }) => !isCurrent && keyCount > 0);
  if (waiting.length > 0)
    output.line('Keys stand under ended epochs: a worker wraps them anew, or "keys rotate" does.');
}

function dueOf({ dueAt, isCurrent, keyCount }: EpochStatus, now: number): string {
  if (dueAt === null) return '–';
  const what = isCurrent ? 'ends' : 'destroyed';
  if (dueAt > now) return `${what} ${day(dueAt)}, in ${Math.ceil((dueAt - now) / dayMs)} days`;
  return isCurrent || keyCount === 0 ? `${what} as soon as a worker looks` : 'waits for the keys under it';
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
