/**
 * Lets at most `limit` go on in one turn of the event loop; the others wait for the next, in line. Node takes one new connection a turn
 * (libuv since 1.45), so a burst on new connections would wait for as many long turns as there are connections.
 * @returns says when the caller may go on; `null`: at once.
 */
export function createShareTurns(limit: number): () => Promise<void> | null {
  let used = 0;
  const waiting: (() => void)[] = [];
  const nextTurn = (): void => {
    const going = waiting.splice(0, limit);
    used = going.length;
    if (used > 0) setImmediate(nextTurn);
    for (const goOn of going) goOn();
  };
  return () => {
    if (waiting.length === 0 && used < limit) {
      if (used === 0) setImmediate(nextTurn);
      used += 1;
      return null;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
}
