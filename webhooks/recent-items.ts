/** What this process took, to tell a sender that it came before. Nothing depends on it: the inbox knows each item by its id. */
export interface RecentItems {
  /** Remembers ids of items that are durable; `false`: all of them were remembered already. */
  areNew(ids: readonly string[]): boolean;
}

/** Remembers the last `limit` ids, and at most as many before them: two sets in turns, since taking the oldest out of one is slow. */
export function createRecentItems(limit = 10_000): RecentItems {
  let recent = new Set<string>();
  let before = new Set<string>();
  return {
    areNew(ids) {
      let hasNew = false;
      for (const id of ids) {
        if (recent.has(id)) continue;
        hasNew ||= !before.has(id);
        if (recent.size >= limit) {
          before = recent;
          recent = new Set();
        }
        recent.add(id);
      }
      return hasNew;
    },
  };
}
