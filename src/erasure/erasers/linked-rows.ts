import { type Eraser } from '../eraser.ts';
import { createPersonBoundEraser, type PersonBoundRows } from '../person-bound-eraser.ts';

/**
 * Adds what hangs on an eraser's documents in collections of its own. It goes first, so that a run that is cut off never
 * leaves it behind without the documents that lead to it; and again after them, for what a download that was under way wrote
 * meanwhile. Each is scanned for by itself. Only the documents are counted.
 */
export function withLinkedRows(eraser: Eraser, linked: Readonly<Record<string, PersonBoundRows>>): Eraser {
  const linkedErasers = Object.entries(linked).map(([collection, rows]) =>
    createPersonBoundEraser({ store: eraser.store, covers: [collection], texts: null, rows }),
  );
  const between = async <Erased>(
    eraseOf: (one: Eraser) => Promise<unknown> | undefined,
    eraseOwn: () => Promise<Erased>,
  ): Promise<Erased> => {
    for (const one of linkedErasers) await eraseOf(one);
    const erased = await eraseOwn();
    for (const one of linkedErasers) await eraseOf(one);
    return erased;
  };
  return {
    ...eraser,
    covers: [...eraser.covers, ...Object.keys(linked)],
    async erase(person, retention, context) {
      return between(
        (one) => one.erase(person, retention, context),
        () => eraser.erase(person, retention, context),
      );
    },
    async scan(person, retention, context) {
      const found = await Promise.all([eraser, ...linkedErasers].map((one) => one.scan(person, retention, context)));
      return { residual: found.reduce((sum, { residual }) => sum + residual, 0) };
    },
    part: {
      async erase(person, olderThan, context) {
        return between(
          (one) => one.part?.erase(person, olderThan, context),
          async () => (await eraser.part?.erase(person, olderThan, context)) ?? 0,
        );
      },
      async scan(person, olderThan) {
        const all = [eraser, ...linkedErasers];
        const scans = all.flatMap((one) => (one.part === undefined ? [] : [one.part.scan(person, olderThan)]));
        return (await Promise.all(scans)).reduce((sum, residual) => sum + residual, 0);
      },
    },
  };
}
