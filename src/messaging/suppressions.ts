import { type Identifier } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';

/**
 * Who was erased, and must not be put in again by the business: not by an import, its own system or an address book. Another
 * thing than the refusal of marketing: it says nothing of what the person wants, only that they are to be left forgotten.
 * Implemented by src/stores/suppressions.ts.
 */
export interface Suppressions {
  /** True when any of the names is suppressed. */
  isSuppressed(scope: HashScope, identifiers: readonly Identifier[]): Promise<boolean>;
  /** Lifts it for all names of whoever has one of these. Says how many names that were. */
  lift(scope: HashScope, identifiers: readonly Identifier[]): Promise<number>;
}
