import { type Clock } from '../../domain/instant.ts';
import { type IdentitySet } from '../../domain/subject.ts';
import { type Eraser } from '../eraser.ts';

/** A person's reveals but for the held one, which is of an erasure. Times are milliseconds since the Unix epoch. Implemented by src/stores/reveals.ts. */
export interface RevealRows {
  countOthers(person: IdentitySet, now: number): Promise<number>;
  removeOthers(person: IdentitySet, now: number): Promise<number>;
  /** By subject *and* by every name, beyond one of an erasure that is not over: another way than removing goes. */
  residue(person: IdentitySet, now: number): Promise<number>;
}

/**
 * The links by which the business looks up whom to erase. The newest link of an erasure is held for 72 hours, past the
 * erasing: the receipt lists it under `heldUntil` as `reveal_link`, the row opens only with the key in the business's link, and
 * MongoDB drops it. Everything else of the person goes here: links of anything but an erasure, also of what was asked later, links
 * of former requests, those that are over, and those without an end.
 * The held one is not among the counts: it is neither deleted nor kept on a ground.
 */
export function createRevealsEraser({ rows, clock }: { readonly rows: RevealRows; readonly clock: Clock }): Eraser {
  return {
    store: 'reveals',
    covers: ['reveals'],
    describe: () => null,
    count: (person) => rows.countOthers(person, clock.now()),
    async erase(person, _retention, { stillOurs, signal }) {
      signal.throwIfAborted();
      await stillOurs();
      return { deleted: await rows.removeOthers(person, clock.now()), retained: 0 };
    },
    scan: async (person) => ({ residual: await rows.residue(person, clock.now()) }),
  };
}
