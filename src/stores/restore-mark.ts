import { type Connection } from 'mongoose';

import { OubliError } from '../domain/errors.ts';

/** Says, in a database itself, that a restore into it has begun and not ended. */
export interface RestoreMark {
  /** On disk when it returns. */
  begin(): Promise<void>;
  end(): Promise<void>;
  /** @throws OubliError `restore_unfinished`. */
  check(): Promise<void>;
}

/** Keeps the mark beside the state of the ledger: no backup has it, since nobody can make one of such a database. */
export function createRestoreMark(connection: Connection): RestoreMark {
  const rows = connection.collection<{ _id: string }>('ledger_state');
  const mark = { _id: 'restore' };
  return {
    async begin() {
      await rows.updateOne(mark, { $setOnInsert: mark }, { upsert: true });
    },
    async end() {
      await rows.deleteOne(mark);
    },
    async check() {
      if ((await rows.findOne(mark)) === null) return;
      throw new OubliError(
        'restore_unfinished',
        'A restore into this database is under way, or was cut off: a part of the data is missing. Wait for it; or drop this ' +
          'database, let MONGODB_URI name an empty one, and restore again (docs/backups-and-restore.md).',
      );
    },
  };
}
