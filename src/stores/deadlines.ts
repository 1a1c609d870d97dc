/** Somebody who waits to be told. */
export interface Waiting {
  readonly isSettled: boolean;
  reject(error: unknown): void;
}

/** How often it is looked whether somebody has waited too long: so many times within the time they may wait. */
const looksInTime = 20;

/**
 * Rejects who has waited for `timeoutMs`, at most a twentieth late. One timer for all of them: one each would be set and
 * cleared for every webhook. What is in flight may still arrive: the redelivery is then a duplicate, and the sweep finds the rows.
 */
export function createDeadlines(timeoutMs: number, reason: () => Error): { watch(waiting: Waiting): void } {
  let watched: { readonly waiting: Waiting; readonly until: number }[] = [];
  let timer: NodeJS.Timeout | null = null;
  const look = (): void => {
    const now = performance.now();
    watched = watched.filter(({ waiting }) => !waiting.isSettled);
    for (const { waiting, until } of watched) if (until <= now) waiting.reject(reason());
    if (watched.length > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
  return {
    watch(waiting) {
      watched.push({ waiting, until: performance.now() + timeoutMs });
      timer ??= setInterval(look, timeoutMs / looksInTime);
    },
  };
}
