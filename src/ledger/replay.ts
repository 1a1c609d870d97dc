import { type StoreCounts } from '../domain/store-counts.ts';
import { type EraseContext } from '../erasure/eraser.ts';
import { runKeyIdOf } from '../erasure/identities.ts';
import { type Register } from '../erasure/register.ts';
import { type Remembrance } from '../erasure/remembrance.ts';
import { countsOf, retentionFor, stepOf } from '../erasure/retention-for.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { type StepRecord } from '../requests/request-record.ts';
import { isOfTenant, type LedgerEntry } from './ledger-entry.ts';
import { erasePartAgain, personOf, residueOf } from './replay-part.ts';
import { type LedgerStore } from './ledger-store.ts';

/** Requests that a restore brought back in an earlier state. Implemented by src/stores/restored-requests.ts. */
export interface RestoredRequests {
  /** It cannot run any more, whoever holds it. */
  stop(requestId: string): Promise<void>;
  /** Ends it as `erased`, its identifying half gone. The business is told, maybe again: nobody knows whether it had heard. */
  settle(entry: LedgerEntry, stores: readonly StoreCounts[]): Promise<void>;
}

/** Businesses that left, and that a restore brought back. Implemented by src/tenants/close-again.ts. */
export interface RestoredTenants {
  /** Whether it is closed, or being closed: nobody's data is brought in order there one by one. */
  isLeaving(tenantId: string): Promise<boolean>;
  /**
   * Takes whatever there is of it, and looks through every collection.
   * @throws OubliError `replay_residue`.
   */
  closeAgain(entry: LedgerEntry, context: Pick<EraseContext, 'signal' | 'stillOurs'>): Promise<void>;
}

/** What erasing once more came to. */
export interface Replayed {
  readonly entry: LedgerEntry;
  readonly stores: readonly StoreCounts[];
}

export interface Replay {
  /**
   * Erases what a restore brought back of one entry, scans for it, and puts the entry back. Safe to repeat, also by two at once.
   * @param isLast no later entry is about the same request.
   * @throws OubliError `replay_residue` when a scan finds something: then nothing counts as replayed.
   */
  run(entry: LedgerEntry, isLast: boolean, context: Pick<EraseContext, 'signal' | 'stillOurs'>): Promise<Replayed>;
}

/** Makes the replay over the register's own erasers: they find the person by keyed hashes and key ids alone. */
export function createReplay(parts: {
  readonly register: Pick<Register, 'erasers'>;
  readonly requests: RestoredRequests;
  readonly personKeys: Pick<PersonKeys, 'destroy'>;
  readonly store: Pick<LedgerStore, 'restore'>;
  readonly remembrance: Pick<Remembrance, 'again'>;
  readonly tenants: RestoredTenants;
}): Replay {
  const { register, requests, personKeys, store, remembrance, tenants } = parts;
  return {
    async run(entry, isLast, context) {
      const { requestId, tenantId, plan, erasedFrom, at } = entry;
      if (isOfTenant(entry)) await tenants.closeAgain(entry, context);
      // Of somebody whose business went as a whole meanwhile nothing is left, and nothing may be made anew.
      if (isOfTenant(entry) || (await tenants.isLeaving(tenantId))) {
        await store.restore(entry);
        return { entry, stores: [] };
      }
      if (entry.part !== undefined) {
        await erasePartAgain(register, entry, entry.part, context);
        await store.restore(entry);
        return { entry, stores: [] };
      }
      const person = personOf(entry);
      await requests.stop(requestId);
      await remembrance.again({ tenantId, ...entry.remembered }, erasedFrom, at);
      const steps: StepRecord[] = [];
      for (const eraser of register.erasers) {
        const retention = retentionFor(eraser, plan, steps);
        const { retained } = await eraser.erase(person, retention, { ...context, erasedFrom });
        steps.push(stepOf(eraser.store, retained, retention));
      }
      // The sealed snapshot of the run that was cut off, if the backup has one.
      await personKeys.destroy([runKeyIdOf(requestId)]);
      for (const eraser of register.erasers) {
        const retention = plan.stores.find((one) => one.store === eraser.store)?.retention ?? null;
        const { residual } = await eraser.scan(person, retention, { erasedFrom });
        if (residual !== 0) throw residueOf(eraser.store);
      }
      const stores = steps.map((step) => countsOf(plan, step));
      if (isLast) await requests.settle(entry, stores);
      await store.restore(entry);
      return { entry, stores };
    },
  };
}
