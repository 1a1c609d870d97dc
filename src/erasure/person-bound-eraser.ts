import { type Locale } from '../domain/locale.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { chunkRows, eraseInChunks } from './erase-in-chunks.ts';
import { type Eraser, type StoreDescription } from './eraser.ts';

/** Documents that carry the fields of `models/person-bound.ts`. Implemented by src/stores/person-bound-rows.ts. */
export interface PersonBoundRows {
  /** By keyed hash of every name. Kept ones included. */
  count(person: IdentitySet): Promise<number>;
  /**
   * Marks what stands under the person's names and key ids, and is dated after `keepAfter` (milliseconds), as kept until
   * `until`, or for `lifeMs` after its own date where that is sooner; the same call again changes nothing.
   */
  keep(person: IdentitySet, keepAfter: number, until: number, lifeMs?: number): Promise<void>;
  /** By name and key id: what was kept of this person. */
  countKept(person: IdentitySet): Promise<number>;
  /** By name, under a key that is none of the person's: what a former erasure kept. */
  countKeptBefore(person: IdentitySet): Promise<number>;
  /**
   * Deletes what is not kept, and older than a moment where one is given, at most `limit` documents at a time; says after
   * each time how many they were, and goes on when asked for the next. Nothing is deleted before the first is asked for.
   */
  deleteInChunks(
    person: IdentitySet,
    limit: number,
    olderThan?: number | null,
  ): AsyncGenerator<number, void, undefined>;
  /** Documents that are not kept, by the person's key ids *and* by every name: another way than deleting goes. */
  residue(person: IdentitySet, olderThan?: number | null): Promise<number>;
}

/** Makes the eraser of a store whose documents are sealed and carry the person's key id. */
export function createPersonBoundEraser(parts: {
  readonly store: string;
  readonly covers: readonly string[];
  /** `null`: a trace of the bot's own, not shown to the person one by one. */
  readonly texts: Readonly<Record<Locale, StoreDescription>> | null;
  readonly rows: PersonBoundRows;
}): Eraser {
  const { store, covers, texts, rows } = parts;
  return {
    store,
    covers,
    describe: (locale) => texts?.[locale] ?? null,
    count: (person) => rows.count(person),
    countKeptBefore: (person) => rows.countKeptBefore(person),
    async erase(person, retention, context) {
      if (retention !== null) await rows.keep(person, retention.keepAfter, retention.until, retention.lifeMs);
      const deleted = await eraseInChunks(rows.deleteInChunks(person, chunkRows), context);
      return { deleted, retained: await rows.countKept(person) };
    },
    async scan(person) {
      return { residual: await rows.residue(person) };
    },
    part: {
      erase: (person, olderThan, context) => eraseInChunks(rows.deleteInChunks(person, chunkRows, olderThan), context),
      scan: (person, olderThan) => rows.residue(person, olderThan),
    },
  };
}
