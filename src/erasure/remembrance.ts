import { toMilliseconds } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type Identifier, type IdentitySet } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { type RequestRecord } from '../requests/request-record.ts';

/** Writes tombstones. Implemented by src/stores/tombstones.ts. */
export interface TombstoneWriter {
  /** One for each name; written again it only moves forward. `erasedAt`: milliseconds since the Unix epoch. */
  bury(
    scope: HashScope,
    identifiers: readonly Identifier[],
    facts: { readonly erasedAt: number; readonly locale: Locale },
  ): Promise<void>;
  /** Notes when it was verified absent. Milliseconds since the Unix epoch. */
  close(scope: HashScope, identifiers: readonly Identifier[], doneAt: number): Promise<void>;
}

/** Writes suppressions. Implemented by src/stores/suppressions.ts. */
export interface SuppressionWriter {
  /** One for each name. `since`: milliseconds since the Unix epoch. */
  suppress(
    scope: HashScope,
    identifiers: readonly Identifier[],
    facts: { readonly requestId: string; readonly since: number },
  ): Promise<void>;
}

/** What a run leaves so that nobody comes back: keyed hashes of every name, and when. */
export interface Remembrance {
  /** Before anything is erased, and again whenever a run starts over. Idempotent. */
  begin(scope: HashScope, request: RequestRecord, identity: IdentitySet, now: number): Promise<void>;
  /** Once it is verified absent. */
  end(scope: HashScope, identity: IdentitySet, now: number): Promise<void>;
}

/** Makes the remembrance over its two stores. */
export function createRemembrance(parts: {
  readonly tombstones: TombstoneWriter;
  readonly suppressions: SuppressionWriter;
}): Remembrance {
  const { tombstones, suppressions } = parts;
  return {
    async begin(scope, request, { identifiers }, now) {
      const { requestId, locale, openedAt, verifiedAt, state } = request;
      const begunAt = 'erasedFrom' in state ? toMilliseconds(state.erasedFrom) : 0;
      // A clock that was put back meanwhile must not leave out the messages that asked for this.
      const erasedAt = Math.max(now, openedAt, verifiedAt ?? 0, begunAt);
      await Promise.all([
        tombstones.bury(scope, identifiers, { erasedAt, locale }),
        suppressions.suppress(scope, identifiers, { requestId, since: erasedAt }),
      ]);
    },
    end: (scope, { identifiers }, now) => tombstones.close(scope, identifiers, now),
  };
}
