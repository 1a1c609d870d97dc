import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { OubliError } from '../domain/errors.ts';
import { type Clock } from '../domain/instant.ts';
import { eraseInChunks } from '../erasure/erase-in-chunks.ts';
import { type ErasureLedger } from '../erasure/erasure-ledger.ts';
import { type DrainSteps } from '../proof/audit-drain.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import {
  type DocumentCounts,
  type FindUnfinished,
  type StayingRows,
  type TenantClosing,
  type TenantClosings,
  type TenantRows,
  totalOf,
  type UnfinishedMatters,
} from './closing-store.ts';
import { type NoteClosing } from './note-closing.ts';
import { tenantCacheMs } from './tenant-directory.ts';

/** Until no process takes the tenant out of its memory any more, and what it began with it is over. */
const settleMs = tenantCacheMs + 3_000;
/** What a process that still had the tenant writes meanwhile goes with the next round. */
const mostRounds = 5;
const betweenRoundsMs = 1_000;
/** So long a worker looks whether something of a closed tenant was written after all: as long as Meta redelivers, and a day. */
const lookedAfterMs = 8 * 86_400_000;
const stepsAtOnce = 200;
const mostDrains = 100;

/** What a closing would do. */
export interface ClosingOutlook {
  readonly goes: DocumentCounts;
  readonly stays: readonly StayingRows[];
  readonly unfinished: UnfinishedMatters;
}

/**
 * Closes a business that leaves: erases everything of it, of all its people, and of nobody else (GDPR 28(3)(g)). Each step may be
 * repeated, by several at once as well: whoever is cut off is followed by the next, a worker or the operator.
 */
export interface TenantCloser {
  /** Changes nothing. */
  look(tenantId: string): Promise<ClosingOutlook>;
  /** The point of no return: from here on nobody finds the tenant, and a worker goes on where this process stops. */
  begin(tenantId: string): Promise<TenantClosing>;
  /**
   * Closes what was begun: noted, erased, erased once more when every cache is over, and looked for in every collection.
   * @throws OubliError `tenant_unknown`: it was not begun; `closing_residue`; those of the ledger.
   */
  finish(tenantId: string, signal: AbortSignal): Promise<TenantClosing>;
  /** Goes on with whatever is under way; one that fails is told and holds up no other. */
  finishDue(signal: AbortSignal): Promise<void>;
  /** Takes what a process that still had a tenant in hand wrote after it was closed. @returns how many documents. */
  takeStragglers(signal: AbortSignal): Promise<number>;
}

export interface CloseTenantParts {
  readonly closings: TenantClosings;
  readonly rows: TenantRows;
  readonly findUnfinished: FindUnfinished;
  readonly ledger: Pick<ErasureLedger, 'record'>;
  /** Steps of requests wait for the log in rows that go. */
  readonly drainSteps: DrainSteps;
  readonly noteClosing: NoteClosing;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** Milliseconds; for tests in which no other process has the tenant. */
  readonly settleMs?: number;
}

/** Makes the closer. */
export function createTenantCloser(parts: CloseTenantParts): TenantCloser {
  const { closings, rows, findUnfinished, telemetry, clock } = parts;
  const finish = (tenantId: string, signal: AbortSignal): Promise<TenantClosing> => finishOne(parts, tenantId, signal);
  return {
    async look(tenantId) {
      const [goes, stays, unfinished] = await Promise.all([
        rows.going(tenantId),
        rows.staying(tenantId),
        findUnfinished(tenantId),
      ]);
      return { goes, stays, unfinished };
    },
    async begin(tenantId) {
      const found = await rows.going(tenantId);
      return closings.begin({ tenantId, closingId: randomUUID(), startedAt: clock.now(), found });
    },
    finish,
    async finishDue(signal) {
      for (const tenantId of await closings.underWay()) {
        signal.throwIfAborted();
        await finish(tenantId, signal).catch((error: unknown) => {
          signal.throwIfAborted();
          telemetry.fault('tenant_closing_failed', error, { tenantId });
        });
      }
    },
    async takeStragglers(signal) {
      let taken = 0;
      for (const tenantId of await closings.endedAfter(clock.now() - lookedAfterMs)) {
        const documents = await takeAll(parts, tenantId, 'all', signal);
        taken += documents;
        if (documents > 0) telemetry.fault('closed_tenant_found', null, { tenantId, documents });
      }
      return taken;
    },
  };
}

async function finishOne(parts: CloseTenantParts, tenantId: string, signal: AbortSignal): Promise<TenantClosing> {
  const { closings, ledger, noteClosing, telemetry, clock } = parts;
  const known = await closings.find(tenantId);
  if (known === null) throw new OubliError('tenant_unknown', 'There is no tenant with this id that is being closed.');
  if (known.closedAt !== null) return known;
  // Again: a crash may have cut it in two.
  const closing = await closings.begin(known);
  const { closingId } = closing;
  await ledger.record({ kind: 'tenant-closing', closingId, tenantId });
  await drain(parts);
  await takeAll(parts, tenantId, 'people', signal);
  await pause(parts.settleMs ?? settleMs, undefined, { signal });
  await takeUntilNothingIsLeft(parts, tenantId, signal);
  const closedAt = clock.now();
  await noteClosing(closing, closedAt);
  await ledger.record({ kind: 'tenant-closed', closingId, tenantId });
  await closings.end(tenantId, closedAt);
  telemetry.event('tenant_closed', { tenantId, documents: totalOf(closing.found) });
  return (await closings.find(tenantId)) ?? closing;
}

async function drain({ drainSteps }: CloseTenantParts): Promise<void> {
  for (let turn = 0; turn < mostDrains; turn += 1) if ((await drainSteps(stepsAtOnce)) < stepsAtOnce) return;
}

function takeAll(
  { rows }: CloseTenantParts,
  tenantId: string,
  which: 'people' | 'all',
  signal: AbortSignal,
): Promise<number> {
  return eraseInChunks(rows.take(tenantId, which), { signal, stillOurs: () => Promise.resolve() });
}

/** Done is what a look through every collection says, not that nothing threw. */
async function takeUntilNothingIsLeft(parts: CloseTenantParts, tenantId: string, signal: AbortSignal): Promise<void> {
  for (let round = 1; ; round += 1) {
    await takeAll(parts, tenantId, 'all', signal);
    const [left] = Object.keys(await parts.rows.going(tenantId));
    if (left === undefined) return;
    if (round === mostRounds) {
      throw new OubliError('closing_residue', `Something is still left in ${left}. A worker goes on with it.`, {
        retry: 'yes',
      });
    }
    await pause(Math.min(betweenRoundsMs, parts.settleMs ?? settleMs), undefined, { signal });
  }
}
