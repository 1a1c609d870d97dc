import { OubliError } from '../domain/errors.ts';
import { type EpochKeys } from './epoch-keys.ts';
import { currentOf } from './epoch.ts';

/**
 * What the final receipt asks: is the key under which an erased person's key may stand in an oplog or a backup gone?
 *
 * That key stood under the epoch in which it was made, and under each later one until it was destroyed. So note
 * `current()` **after** the last of a request's keys was destroyed (the run's own key goes with the farewell, up to 24 hours
 * after the person's), and sign once that epoch `isGone`: it and every older one. After a restored backup was erased again,
 * note it anew.
 */
export interface EpochLedger {
  /** The id of the current epoch, read anew. */
  current(): Promise<string>;
  /** Whether the key of this epoch and those of all before it are destroyed. @throws OubliError `epoch_unknown`. */
  isGone(epochId: string): Promise<boolean>;
}

export function createEpochLedger({ epochs }: { readonly epochs: Pick<EpochKeys, 'refresh'> }): EpochLedger {
  return {
    current: async () => currentOf(await epochs.refresh()).epochId,
    async isGone(epochId) {
      const set = await epochs.refresh();
      const at = set.epochs.findIndex((one) => one.epochId === epochId);
      if (at < 0) throw new OubliError('epoch_unknown', 'The key file does not hold this epoch.');
      return set.epochs.slice(0, at + 1).every(({ key }) => key === null);
    },
  };
}
