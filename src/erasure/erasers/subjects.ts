import { type IdentitySet, type NameHash } from '../../domain/subject.ts';
import { type Eraser } from '../eraser.ts';

/** The person's own rows: sealed names and their hashes. Implemented by src/stores/subject-traces.ts. */
export interface SubjectTraces {
  /** Ids of those who carry one of the names now. */
  idsByNames(tenantId: string, names: readonly NameHash[]): Promise<readonly string[]>;
  count(person: IdentitySet): Promise<number>;
  remove(person: IdentitySet): Promise<number>;
  /** By id, by every name and by every key id, each for itself. */
  residue(person: IdentitySet): Promise<number>;
}

/** Erases who the person is. Kept documents carry the id of their key and need no subject. */
export function createSubjectsEraser({ traces }: { readonly traces: SubjectTraces }): Eraser {
  return {
    store: 'subjects',
    covers: ['subjects'],
    describe: () => null,
    count: (person) => traces.count(person),
    async erase(person, _retention, { stillOurs, signal }) {
      signal.throwIfAborted();
      await stillOurs();
      return { deleted: await traces.remove(person), retained: 0 };
    },
    scan: async (person) => ({ residual: await traces.residue(person) }),
  };
}
