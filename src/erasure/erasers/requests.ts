import { type Clock } from '../../domain/instant.ts';
import { type IdentitySet } from '../../domain/subject.ts';
import { type Eraser } from '../eraser.ts';

/** The identifying halves of a person's requests. Implemented by src/stores/request-traces.ts. */
export interface RequestTraces {
  /** The running one included: its half goes with the write that ends the run. */
  count(person: IdentitySet): Promise<number>;
  /** Ends the person's other requests (this erasure answers them) and removes their identifying halves. */
  endOthers(person: IdentitySet, now: number): Promise<number>;
  /** By every name, key id and the subject's id, beyond the one that runs. */
  residue(person: IdentitySet): Promise<number>;
}

/** Erases what requests know of a person. References, times and counts stay. */
export function createRequestsEraser(parts: { readonly traces: RequestTraces; readonly clock: Clock }): Eraser {
  const { traces, clock } = parts;
  return {
    store: 'requests',
    covers: ['requests'],
    describe: () => null,
    count: (person) => traces.count(person),
    async erase(person, _retention, { stillOurs, signal }) {
      signal.throwIfAborted();
      await stillOurs();
      return { deleted: await traces.endOthers(person, clock.now()), retained: 0 };
    },
    scan: async (person) => ({ residual: await traces.residue(person) }),
  };
}
