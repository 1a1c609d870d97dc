import { type IdentitySet } from '../../domain/subject.ts';
import { type Eraser } from '../eraser.ts';

/** Copies that a person asked for and has not opened. Implemented by src/stores/copies.ts. */
export interface CopyRows {
  count(person: IdentitySet): Promise<number>;
  /** Copies, then their pieces; says how many copies. */
  remove(person: IdentitySet): Promise<number>;
  /** By subject *and* by every name, pieces without a copy included: another way than removing goes. */
  residue(person: IdentitySet): Promise<number>;
}

/** Erases copies that wait to be opened: their links end with the data they show. */
export function createCopiesEraser({ rows }: { readonly rows: CopyRows }): Eraser {
  return {
    store: 'copies',
    covers: ['copies', 'copy_chunks'],
    describe: () => null,
    count: (person) => rows.count(person),
    async erase(person, _retention, { stillOurs, signal }) {
      signal.throwIfAborted();
      await stillOurs();
      return { deleted: await rows.remove(person), retained: 0 };
    },
    scan: async (person) => ({ residual: await rows.residue(person) }),
  };
}
