import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { errorCode, OubliError } from '../domain/errors.ts';
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

export interface CatchUpParts {
  readonly ledger: Pick<Ledger, 'compare'>;
  readonly store: LedgerStore;
  readonly journal: Journal;
  readonly replay: Replay;
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
  while (!signal.aborted) {
    try {
      if ((await parts.ledger.compare()) === 'equal') {
        // Those that replayed nothing waited for somebody else, who notes it.
        if (entries > 0) await parts.noteIncident(entries);
        parts.telemetry.event('restore_caught_up', { entries, ms: Math.round(performance.now() - startedAt) });
        return true;
      }
      entries += await replayMissing(parts, holder, signal);
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
  holder: string,
  signal: AbortSignal,
): Promise<number> {
  const stillOurs = async (): Promise<void> => {
    signal.throwIfAborted();
    if (await store.takeReplay(holder, replayLeaseMs)) return;
    throw new OubliError('replay_taken', 'Another process replays.', { retry: 'yes' });
  };
  await stillOurs();
  const missing = await missingEntries(store, journal);
  for (const { entry, isLast } of missing) {
    await replay.run(entry, isLast, { signal, stillOurs });
    telemetry.event('erasure_replayed', { reference: entry.reference, kind: entry.kind });
  }
  await store.releaseReplay(holder);
  return missing.length;
}
