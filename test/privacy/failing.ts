/** When a call fails: before it took effect, or once it had, which the caller cannot know. */
export type Moment = 'before' | 'after';

/** Makes every call fail once before it takes effect and once after, with errors that say too much. */
export interface Saboteur {
  /** Puts every method of an object that gives a promise within reach. `isPromising`: it is known that all of them do. */
  wrap<Part extends object>(name: string, part: Part, isPromising?: boolean): Part;
  /** From now on each method fails at its next call, before it takes effect, and at a later one, once it has. */
  arm(): void;
  /** From here on nothing fails any more. */
  disarm(): void;
  /** The calls that failed, by name, and when. */
  readonly failed: ReadonlyMap<string, ReadonlySet<Moment>>;
  /** The calls under way just now, each with its name. */
  readonly underWay: ReadonlyMap<symbol, string>;
}

export function createSaboteur(words: string): Saboteur {
  const failed = new Map<string, Set<Moment>>();
  const underWay = new Map<symbol, string>();
  /** Methods that were seen to give a promise: what gives a value at once computes, and cannot fail half-way. */
  const promising = new Set<string>();
  let isArmed = false;
  const fail = (name: string, moment: Moment): Promise<never> => {
    failed.set(name, (failed.get(name) ?? new Set()).add(moment));
    const error = new Error(words, { cause: new Error(`caused by ${words}`) });
    return Promise.reject(Object.assign(error, { name: words, code: words, errmsg: words, keyValue: { name: words } }));
  };
  const isTurnOf = (moment: Moment, name: string): boolean => isArmed && failed.get(name)?.has(moment) !== true;

  const wrapMethod = (name: string, method: (...given: unknown[]) => unknown) =>
    function (this: unknown, ...given: unknown[]): unknown {
      if (promising.has(name) && isTurnOf('before', name)) return fail(name, 'before');
      const mayFailAfter = promising.has(name);
      const result = method.apply(this, given);
      if (!(result instanceof Promise)) return result;
      promising.add(name);
      const key = Symbol();
      underWay.set(key, name);
      const ended = result.finally(() => underWay.delete(key));
      // One that failed by itself shows nothing: then it is the turn of the next.
      return ended.then((value: unknown) => (mayFailAfter && isTurnOf('after', name) ? fail(name, 'after') : value));
    };

  return {
    failed,
    underWay,
    arm: () => void (isArmed = true),
    disarm: () => void (isArmed = false),
    wrap(name, part, isPromising = false) {
      for (const [key, value] of Object.entries(part)) {
        if (typeof value !== 'function' || key === 'close') continue;
        const method = value as (...given: unknown[]) => unknown;
        if (isPromising) promising.add(`${name}.${key}`);
        Object.assign(part, { [key]: wrapMethod(`${name}.${key}`, method) });
      }
      return part;
    },
  };
}
