import { type mongo } from 'mongoose';

/**
 * The ids that a cursor finds, `limit` at a time; the next ones are fetched while these are used. One cursor for all: each
 * new one would have to pass over everything deleted before it, which MongoDB keeps in its indexes for a while.
 */
export async function* idsInChunks(
  cursor: mongo.FindCursor<{ readonly _id: string }>,
  limit: number,
): AsyncGenerator<readonly string[], void, undefined> {
  const take = async (): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let row = await cursor.next(); row !== null; row = await cursor.next()) {
      ids.push(row._id);
      if (ids.length === limit) break;
    }
    return ids;
  };
  try {
    let next = take();
    for (let ids = await next; ids.length > 0; ids = await next) {
      next = take();
      // Nobody may come to wait for it.
      next.catch(() => undefined);
      yield ids;
    }
  } finally {
    await cursor.close();
  }
}
