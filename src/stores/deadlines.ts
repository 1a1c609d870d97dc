/** Whom to tell that it took too long. */
type Reject = (error: unknown) => void;

/** How often it is looked whether somebody has waited too long: so many times within the time they may wait. */
const looksInTime = 20;

/** Who is waiting, and until when. */
export interface Deadlines {
  watch(waiting: Reject): void;
  /** Told already. Whoever is kept for longer is copied about by the garbage collector. */
  forget(waiting: Reject): void;
}

/**
 * Rejects who has waited for `timeoutMs`, at most a twentieth late. One timer for all of them: one each would be set and
 * cleared for every webhook.
 */
export function createDeadlines(timeoutMs: number, reason: () => Error): Deadlines {
  /** In the order of their deadlines, which stand beside them (milliseconds of `performance.now`). */
  const watched = new Map<Reject, number>();
  let timer: NodeJS.Timeout | null = null;
  const look = (): void => {
    const now = performance.now();
    for (const [reject, until] of watched) {
      if (until > now) break;
      watched.delete(reject);
      reject(reason());
    }
    if (watched.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
  return {
    watch(waiting) {
      watched.set(waiting, performance.now() + timeoutMs);
      timer ??= setInterval(look, timeoutMs / looksInTime);
    },
    forget: (waiting) => void watched.delete(waiting),
  };
}
