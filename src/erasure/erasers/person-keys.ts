import { type PersonKeys } from '../../keys/person-keys.ts';
import { type Eraser } from '../eraser.ts';

/** The person's keys by themselves. Implemented by src/stores/person-key-traces.ts. */
export interface PersonKeyTraces {
  count(keyIds: readonly string[]): Promise<number>;
  countKept(keyIds: readonly string[]): Promise<number>;
}

/**
 * Destroys the person's keys: whatever a database file, oplog or backup still holds of them is noise from then on. Where a
 * ground keeps documents, the keys live until the last of those is dropped.
 */
export function createPersonKeysEraser(parts: {
  readonly traces: PersonKeyTraces;
  readonly personKeys: Pick<PersonKeys, 'destroy' | 'keep'>;
}): Eraser {
  const { traces, personKeys } = parts;
  return {
    store: 'person_keys',
    covers: ['person_keys'],
    describe: () => null,
    staysWithKept: true,
    count: ({ keyIds }) => traces.count(keyIds),
    async erase({ keyIds }, retention, { stillOurs, signal }) {
      signal.throwIfAborted();
      await stillOurs();
      if (retention === null) return { deleted: await personKeys.destroy(keyIds), retained: 0 };
      await personKeys.keep(keyIds, retention.until);
      return { deleted: 0, retained: await traces.countKept(keyIds) };
    },
    endBy: ({ keyIds }, until) => personKeys.keep(keyIds, until),
    async scan({ keyIds }) {
      const [standing, kept] = await Promise.all([traces.count(keyIds), traces.countKept(keyIds)]);
      return { residual: standing - kept };
    },
  };
}
