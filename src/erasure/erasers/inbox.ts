import { type IdentitySet } from '../../domain/subject.ts';
import { chunkRows, eraseInChunks } from '../erase-in-chunks.ts';
import { type Eraser } from '../eraser.ts';

/** Accepted webhook events of a person. Times are milliseconds since the Unix epoch. Implemented by src/stores/inbox-traces.ts. */
export interface InboxTraces {
  count(person: IdentitySet): Promise<number>;
  /**
   * Takes everything but the keyed id from events received until then, at most `limit` at a time; says after each time from how
   * many, and goes on when asked for the next. Nothing happens before the first is asked for.
   */
  strip(person: IdentitySet, receivedUntil: number, limit: number): AsyncGenerator<number, void, undefined>;
  /** Events received until then that still say something, by every name *and* by every lane. */
  residue(person: IdentitySet, lanes: readonly string[], receivedUntil: number): Promise<number>;
}

/**
 * Erases what came in and was not handled. The keyed id stays for its eight days, so that a redelivery stays a duplicate. What
 * came in after the run had begun is not of this run: it is handled afterwards and finds a stranger.
 */
export function createInboxEraser(parts: {
  readonly traces: InboxTraces;
  /** The lanes of a person's events. */
  readonly lanesOf: (person: IdentitySet) => Promise<readonly string[]>;
}): Eraser {
  const { traces, lanesOf } = parts;
  return {
    store: 'inbox',
    covers: ['arrivals', 'inbox_events'],
    describe: () => null,
    count: (person) => traces.count(person),
    async erase(person, _retention, context) {
      const chunks = traces.strip(person, context.erasedFrom, chunkRows);
      return { deleted: await eraseInChunks(chunks, context), retained: 0 };
    },
    async scan(person, _retention, { erasedFrom }) {
      return { residual: await traces.residue(person, await lanesOf(person), erasedFrom) };
    },
  };
}
