import { type Locale } from '../domain/locale.ts';
import { type Identifier } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';

/** That somebody was erased. Times are milliseconds since the Unix epoch. */
export interface Tombstone {
  /** What happened at or before this moment belongs to the erasure. */
  readonly erasedAt: number;
  /** When it was verified absent; `null` while it runs. */
  readonly doneAt: number | null;
  readonly locale: Locale;
}

/** Remembers for 45 days who was erased, and when. Implemented by src/stores/tombstones.ts. */
export interface Tombstones {
  /** The last erasure of whoever has one of these names; `null` when nobody has. One query. */
  latest(scope: HashScope, identifiers: readonly Identifier[]): Promise<Tombstone | null>;
}
