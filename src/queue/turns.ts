/** Lets at most `limit` run at once; the others wait in line. */
export function createTurns(limit: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Handed on, not given back: nobody can step in between.
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
