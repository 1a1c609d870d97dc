import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { errorCode, OubliError } from '../domain/errors.ts';
import { type EraseContext } from '../erasure/eraser.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Journal } from './journal.ts';
import { type LedgerStore } from './ledger-store.ts';
import { type Ledger } from './ledger.ts';
import { missingEntries } from './missing-entries.ts';
import { type Replay } from './replay.ts';

/** Before a replay that failed is tried again, or another process's is looked at. */
const againMs = 500;
/** How long a process that dies keeps the others from replaying. */
const replayLeaseMs = 30_000;

/**
 * Puts off what a restored database has waiting: whoever took it back, and whom the business held or refused, is waiting again,
 * and nobody knows. Their people are told. @returns how many. Implemented by src/stores/delay-waiting.ts.
 */
export type DelayWaiting = () => Promise<number>;

export interface CatchUpParts {
  readonly ledger: Pick<Ledger, 'compare'>;
  readonly store: LedgerStore;
  readonly journal: Journal;
  readonly replay: Replay;
  readonly delayWaiting: DelayWaiting;
  readonly telemetry: Telemetry;
  /** Notes where it cannot be denied that the database was restored, and how many erasures were repeated. */
  readonly noteIncident: (erasures: number) => Promise<void>;
}

/**
 * Erases once more whatever a restored database brought back, until it lacks nothing; again and again when something fails or
 * is left. One process does it at a time (a lease in the database), the others wait; two at once would do no harm.
 * @returns `false` when it was stopped before.
 */
export async function catchUp(
  parts: CatchUpParts,
  signal: AbortSignal,
  onFault: (error: unknown) => void,
): Promise<boolean> {
  const holder = randomUUID();
  const startedAt = performance.now();
  let entries = 0;
  let isDelayed = false;
  while (!signal.aborted) {
    try {
      if ((await parts.ledger.compare()) === 'equal') {
        // Those that replayed nothing waited for somebody else, who notes it.
        if (entries > 0) await parts.noteIncident(entries);
        parts.telemetry.event('restore_caught_up', { entries, ms: Math.round(performance.now() - startedAt) });
        return true;
      }
      const stillOurs = async (): Promise<void> => {
        signal.throwIfAborted();
        if (!(await parts.store.takeReplay(holder, replayLeaseMs))) throw replayTaken();
      };
      await stillOurs();
      // First, and by whoever replays: once ledger and journal agree, nobody would know that it has to be done.
      if (!isDelayed) parts.telemetry.event('restore_delayed', { requests: await parts.delayWaiting() });
      isDelayed = true;
      entries += await replayMissing(parts, { signal, stillOurs });
      await parts.store.releaseReplay(holder);
    } catch (error) {
      if (errorCode(error) !== 'replay_taken') onFault(error);
      await pause(againMs, undefined, { signal }).catch(() => undefined);
    }
  }
  await parts.store.releaseReplay(holder).catch(() => undefined);
  return false;
}

async function replayMissing(
  { store, journal, replay, telemetry }: CatchUpParts,
  context: Pick<EraseContext, 'signal' | 'stillOurs'>,
): Promise<number> {
  const missing = await missingEntries(store, journal);
  for (const { entry, isLast } of missing) {
    await replay.run(entry, isLast, context);
    telemetry.event('erasure_replayed', { reference: entry.reference, kind: entry.kind });
  }
  return missing.length;
}

function replayTaken(): OubliError {
  return new OubliError('replay_taken', 'Another process replays.', { retry: 'yes' });
}
