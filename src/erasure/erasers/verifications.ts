import { type IdentitySet } from '../../domain/subject.ts';
import { type Eraser } from '../eraser.ts';

/** Live codes and the record of checks. Implemented by src/stores/verification-traces.ts. */
export interface VerificationTraces {
  /** How many of the person's rows hold more than counters. */
  count(tenantId: string, counters: readonly string[]): Promise<number>;
  clear(tenantId: string, counters: readonly string[]): Promise<number>;
  /** Reads the rows themselves. */
  residue(tenantId: string, counters: readonly string[]): Promise<number>;
}

/**
 * Erases codes and what was checked. The counters of wrong codes stay for their 24 hours on purpose, under keyed hashes
 * of their own purpose that nothing else carries: else erasing would be the way round the limit (privacy.md 8.7 number 6).
 */
export function createVerificationsEraser(parts: {
  readonly traces: VerificationTraces;
  /** The keyed hashes under which a person's codes are counted. */
  readonly countersOf: (person: IdentitySet) => Promise<readonly string[]>;
}): Eraser {
  const { traces, countersOf } = parts;
  return {
    store: 'verifications',
    covers: ['verifications'],
    describe: () => null,
    count: async (person) => traces.count(person.tenantId, await countersOf(person)),
    async erase(person, _retention, { stillOurs, signal }) {
      signal.throwIfAborted();
      await stillOurs();
      return { deleted: await traces.clear(person.tenantId, await countersOf(person)), retained: 0 };
    },
    scan: async (person) => ({ residual: await traces.residue(person.tenantId, await countersOf(person)) }),
  };
}
