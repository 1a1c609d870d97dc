import { type Locale } from '../domain/locale.ts';
import { type Ground } from '../domain/ground.ts';
import { type IdentitySet } from '../domain/subject.ts';

/** What the person is told about a store, before the code. Kinds, never contents. */
export interface StoreDescription {
  /** A few words, as a list item: `Your messages with us`. */
  readonly what: string;
  /** Why the business has it. */
  readonly why: string;
  /** What erasing does to it. */
  readonly onErase: string;
}

/** What a standing instruction keeps of one store, and why. `null`: everything goes. */
export type Retention = {
  readonly ground: Ground;
  /** Items dated after this moment stay; older ones go. Milliseconds since the Unix epoch. */
  readonly keepAfter: number;
  /** When the last of what stayed is dropped. Milliseconds since the Unix epoch. */
  readonly until: number;
  /** Each item stays this long (milliseconds) after its own date, and never beyond `until`. Absent: all until then. */
  readonly lifeMs?: number;
} | null;

/** What a run gives to an eraser. */
export interface EraseContext {
  /**
   * Asked between chunks: keeps the run's lease alive.
   * @throws OubliError `lease_lost` when another worker took over: stop at once.
   */
  readonly stillOurs: () => Promise<void>;
  readonly signal: AbortSignal;
  /** When the run began to erase; what arrives later is not of this run. Milliseconds since the Unix epoch. */
  readonly erasedFrom: number;
}

export interface EraseCounts {
  readonly deleted: number;
  readonly retained: number;
}

/** What a scan found beyond what a stated ground keeps. */
export interface ScanResult {
  readonly residual: number;
}

/** Erases what is older than a moment and nothing else; `null`: everything in the store. Milliseconds since the Unix epoch. */
export interface PartEraser {
  /** Says how many went. Idempotent, chunked, stops on the signal. */
  erase(person: IdentitySet, olderThan: number | null, context: EraseContext): Promise<number>;
  /** How many are left that should have gone. Asks another way than `erase` does. */
  scan(person: IdentitySet, olderThan: number | null): Promise<number>;
  /** How many refusals are in force: what keeps the business from something goes with the whole alone. Absent: none ever. */
  countInForce?(person: IdentitySet): Promise<number>;
}

/**
 * One store of personal data. Source: design.md section 5.
 * Every collection, key prefix, queue and bucket belongs to one, or stands on the waiver list (`coverage.ts`).
 */
export interface Eraser {
  /** Stable name, shown in receipts. */
  readonly store: string;
  /** Collections, Redis key prefixes (`redis:…`), queues (`queue:…`) and buckets (`bucket:…`) this eraser answers for. */
  readonly covers: readonly string[];
  /** `null`: the bot's own traces, which the person is not shown one by one. */
  describe(locale: Locale): StoreDescription | null;
  /** How many items there are, kept ones included. */
  count(person: IdentitySet): Promise<number>;
  /** How many of those a former erasure keeps, under the key of its own person: no part of the next. Absent: none ever. */
  countKeptBefore?(person: IdentitySet): Promise<number>;
  /** Idempotent, chunked, stops on the signal; a second call after a crash goes on where the first stopped. */
  erase(person: IdentitySet, retention: Retention, context: EraseContext): Promise<EraseCounts>;
  /** Asks another way than `erase` does. Throws when it could not look: then the erasure is not done. */
  scan(person: IdentitySet, retention: Retention, context: Pick<EraseContext, 'erasedFrom'>): Promise<ScanResult>;
  /** Stores of which a person may have a part erased. */
  readonly part?: PartEraser;
  /** Its items must live as long as anything that another store keeps (keys). Comes last in the register. */
  readonly staysWithKept?: true;
  /** Has its items go by themselves at that moment (milliseconds since the Unix epoch), should nobody come to erase them. */
  endBy?(person: IdentitySet, until: number): Promise<void>;
  /** Days after which a copy outside our reach is gone (Meta: 30). */
  readonly externalExpiryDays?: number;
}

/** How many items an erasure has to account for. */
export async function countToErase(
  eraser: Pick<Eraser, 'count' | 'countKeptBefore'>,
  person: IdentitySet,
): Promise<number> {
  const [all, before] = await Promise.all([eraser.count(person), eraser.countKeptBefore?.(person) ?? 0]);
  // MongoDB may drop one between the two.
  return Math.max(0, all - before);
}
