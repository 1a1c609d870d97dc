import { type IdentitySet } from '../domain/subject.ts';

/** One thing that is held about a person, as it goes into their copy. Plain JSON; times are ISO 8601. */
export type CollectedItem = Readonly<Record<string, unknown>>;

/** Reads what one store holds about a person. There is one for every store that the person is shown (tested), and for what they asked. */
export interface Collector {
  /** The eraser's name of the same store. */
  readonly store: string;
  /** Nobody but the operator's own number has such things. */
  readonly isOperatorsOnly?: true;
  /** Oldest first. Leaves out what a ground keeps after an erasure: that is of somebody who is gone. */
  collect(person: IdentitySet): AsyncIterable<CollectedItem>;
}
