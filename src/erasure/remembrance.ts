import { toMilliseconds } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { allSpellings } from '../domain/phone-spellings.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type BlindIndex, type HashScope } from '../keys/blind-index.ts';
import { type RequestRecord } from '../requests/request-record.ts';

/** What is remembered of somebody: keyed hashes of their names, each under the key of its one use. No name can be read from it. */
export interface Remembered {
  readonly tenantId: string;
  readonly tombstones: readonly string[];
  readonly suppressions: readonly string[];
  /** Joins the suppressions of one person, so that one lift frees them all. */
  readonly suppressionGroup: string;
  readonly locale: Locale;
}

/** Writes tombstones. Implemented by src/stores/tombstones.ts. */
export interface TombstoneWriter {
  /** One for each name; written again it only moves forward. `erasedAt`: milliseconds since the Unix epoch. */
  bury(remembered: Remembered, erasedAt: number): Promise<void>;
  /** Notes when it was verified absent. Milliseconds since the Unix epoch. */
  close(remembered: Pick<Remembered, 'tombstones'>, doneAt: number): Promise<void>;
}

/** Writes suppressions. Implemented by src/stores/suppressions.ts. */
export interface SuppressionWriter {
  /** One for each name. `since`: milliseconds since the Unix epoch. */
  suppress(remembered: Remembered, since: number): Promise<void>;
}

/** What a run leaves so that nobody comes back: keyed hashes of every name, and when. */
export interface Remembrance {
  /** Before anything is erased, and again whenever a run starts over. Idempotent. @returns what is remembered. */
  begin(scope: HashScope, request: RequestRecord, identity: IdentitySet, now: number): Promise<Remembered>;
  /** Once it is verified absent. */
  end(remembered: Remembered, now: number): Promise<void>;
  /** What a run remembers: for the ledger as well, which knows no names. */
  of(scope: HashScope, request: Pick<RequestRecord, 'requestId' | 'locale'>, identity: IdentitySet): Remembered;
  /** After a restored backup was erased again: both rows, as they were. Milliseconds since the Unix epoch. */
  again(remembered: Remembered, erasedAt: number, doneAt: number): Promise<void>;
}

/** Makes the remembrance over its two stores. */
export function createRemembrance(parts: {
  readonly tombstones: TombstoneWriter;
  readonly suppressions: SuppressionWriter;
  readonly blindIndex: Pick<BlindIndex, 'tombstone' | 'suppression' | 'suppressionGroup'>;
}): Remembrance {
  const { tombstones, suppressions, blindIndex } = parts;
  const of: Remembrance['of'] = (scope, { requestId, locale }, { identifiers }) => {
    // However the number is written, in a late event or in a list that is imported.
    const spelled = allSpellings(identifiers);
    return {
      tenantId: scope.tenantId,
      tombstones: spelled.map((one) => blindIndex.tombstone(scope, one)),
      suppressions: spelled.map((one) => blindIndex.suppression(scope, one)),
      suppressionGroup: blindIndex.suppressionGroup(requestId),
      locale,
    };
  };
  return {
    of,
    async begin(scope, request, identity, now) {
      const { openedAt, verifiedAt, state } = request;
      const begunAt = 'erasedFrom' in state ? toMilliseconds(state.erasedFrom) : 0;
      // A clock that was put back meanwhile must not leave out the messages that asked for this.
      const erasedAt = Math.max(now, openedAt, verifiedAt ?? 0, begunAt);
      const remembered = of(scope, request, identity);
      await Promise.all([tombstones.bury(remembered, erasedAt), suppressions.suppress(remembered, erasedAt)]);
      return remembered;
    },
    end: (remembered, now) => tombstones.close(remembered, now),
    async again(remembered, erasedAt, doneAt) {
      await Promise.all([tombstones.bury(remembered, erasedAt), suppressions.suppress(remembered, erasedAt)]);
      await tombstones.close(remembered, doneAt);
    },
  };
}
