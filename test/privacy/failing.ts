/** Makes calls fail by turns, with errors that say too much. */
export interface Saboteur {
  /** Puts every method of an object that gives a promise behind the saboteur. `first`: which call fails first, 2 unless told. */
  wrap<Part extends object>(name: string, part: Part, first?: 1 | 2): Part;
  /** The calls that failed, by name, and how often. */
  readonly failed: ReadonlyMap<string, number>;
  /** From here on nothing fails any more. */
  stop(): void;
}

/**
 * Each method fails at its second call, before it takes effect, and at its fifth, once it has: what cannot be known. The first
 * call shows whether it gives a promise at all; what always does may fail at once.
 */
export function createSaboteur(words: string): Saboteur {
  const failed = new Map<string, number>();
  let isOver = false;
  const quoting = (): Error =>
    Object.assign(new Error(words, { cause: new Error(`caused by ${words}`) }), {
      name: words,
      code: words,
      errmsg: words,
      keyValue: { name: words },
    });
  const fail = (name: string): Promise<never> => {
    failed.set(name, (failed.get(name) ?? 0) + 1);
    return Promise.reject(quoting());
  };

  const wrapMethod = (name: string, first: 1 | 2, method: (...given: unknown[]) => unknown) => {
    let calls = 0;
    return function (this: unknown, ...given: unknown[]): unknown {
      calls += 1;
      if (isOver || calls < first) {
        const result = method.apply(this, given);
        // What gives a value at once computes and cannot fail half-way.
        if (!(result instanceof Promise)) calls = -Infinity;
        return result;
      }
      if (calls === first) return fail(name);
      const result = method.apply(this, given);
      return calls === 5 ? Promise.resolve(result).then(() => fail(name)) : result;
    };
  };

  return {
    failed,
    stop: () => void (isOver = true),
    wrap(name, part, first = 2) {
      for (const [key, value] of Object.entries(part)) {
        if (typeof value !== 'function' || key === 'close') continue;
        const method = value as (...given: unknown[]) => unknown;
        Object.assign(part, { [key]: wrapMethod(`${name}.${key}`, first, method) });
      }
      return part;
    },
  };
}
