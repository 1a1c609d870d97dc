import { OubliError } from '../domain/errors.ts';
import { type Register } from '../erasure/register.ts';
import { type Journal } from '../ledger/journal.ts';
import { isOfTenant, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { type LedgerStore } from '../ledger/ledger-store.ts';
import { missingEntries } from '../ledger/missing-entries.ts';
import { type Replay } from '../ledger/replay.ts';
import { partLeft, personOf } from '../ledger/replay-part.ts';
import { type TenantRows, totalOf } from '../tenants/closing-store.ts';

/** What a backup would have brought back of one erased person, or of a business that was closed (by its id). */
export interface BroughtBack {
  readonly reference: string;
  /** Items by store; stores with nothing are left out. */
  readonly items: Readonly<Record<string, number>>;
}

export interface DrillResult {
  /** Entries of the ledger that the backup lacks. */
  readonly entries: number;
  readonly broughtBack: readonly BroughtBack[];
  /** What scans find after the replay. More than 0: the gate would stay shut. */
  readonly leftOver: number;
}

/** A restored copy of the database, apart from the real one. */
export interface Copy {
  readonly store: LedgerStore;
  readonly register: Pick<Register, 'erasers'>;
  readonly replay: Replay;
  readonly tenantRows: Pick<TenantRows, 'going'>;
}

/**
 * Does on a restored copy what the gate does at a start: looks what came back, erases it again, scans for it. The journal is
 * only read.
 * @throws OubliError `journal_foreign`, `journal_missing`, and as `missingEntries`.
 */
export async function runDrill(copy: Copy, journal: Journal, signal: AbortSignal): Promise<DrillResult> {
  const { store, replay } = copy;
  const [state, known] = [await journal.look(), await store.journalId()];
  if (state === null) throw new OubliError('journal_missing', 'There is no journal at JOURNAL_FILE to compare with.');
  if (known !== null && known !== state.journalId && !state.formerIds.includes(known)) {
    throw new OubliError('journal_foreign', 'This backup is of a database with another journal than JOURNAL_FILE.');
  }
  const missing = await missingEntries(store, journal);
  const broughtBack: BroughtBack[] = [];
  for (const { entry, isLast } of missing) {
    if (isLast) broughtBack.push({ reference: entry.reference, items: await itemsOf(copy, entry) });
  }
  const stillOurs = (): Promise<void> => {
    signal.throwIfAborted();
    return Promise.resolve();
  };
  const context = { signal, stillOurs };
  let leftOver = 0;
  for (const { entry, isLast } of missing) {
    signal.throwIfAborted();
    await replay.run(entry, isLast, context).catch((error: unknown) => {
      if (!(error instanceof OubliError) || error.code !== 'replay_residue') throw error;
    });
    leftOver += await residueOf(copy, entry);
  }
  return { entries: missing.length, broughtBack, leftOver };
}

async function itemsOf({ register, tenantRows }: Copy, entry: LedgerEntry): Promise<BroughtBack['items']> {
  if (isOfTenant(entry)) return tenantRows.going(entry.tenantId);
  const person = personOf(entry);
  const counts =
    entry.part === undefined
      ? await Promise.all(register.erasers.map(async (one) => [one.store, await one.count(person)] as const))
      : Object.entries(await partLeft(register, entry, entry.part));
  return Object.fromEntries(counts.filter(([, items]) => items > 0));
}

async function residueOf({ register, tenantRows }: Copy, entry: LedgerEntry): Promise<number> {
  if (isOfTenant(entry)) return totalOf(await tenantRows.going(entry.tenantId));
  const { plan, erasedFrom, part } = entry;
  if (part !== undefined) {
    return totalOf(await partLeft(register, entry, part));
  }
  const scans = await Promise.all(
    register.erasers.map((eraser) => {
      const retention = plan.stores.find((one) => one.store === eraser.store)?.retention ?? null;
      return eraser.scan(personOf(entry), retention, { erasedFrom });
    }),
  );
  return scans.reduce((sum, { residual }) => sum + residual, 0);
}
