/** Whom to tell that it took too long. */
type Reject = (error: unknown) => void;

/** How often it is looked whether somebody has waited too long: so many times within the time they may wait. */
const looksInTime = 20;

/** Somebody who waits. `tell` is `null` once they do not any more. */
interface Waiting {
  tell: Reject | null;
  /** Milliseconds of `performance.now`. */
  readonly until: number;
}

/** Who is waiting, and until when. */
export interface Deadlines {
  /** Says whom to {@link forget}. */
  watch(tell: Reject): Waiting;
  /** Told already. */
  forget(waiting: Waiting): void;
}

/**
 * Rejects who has waited for `timeoutMs`, at most a twentieth late. One timer for all of them: one each would be set and
 * cleared for every webhook.
 *
 * A list, and no Map: where much comes and goes, a Map leaves table after table behind, each with the next in its hand, and an
 * old one keeps what all of them held from the small collections of the garbage collector (0.7 MB outlived each instead of
 * 0.1, in scripts/bench, `ingest`). Whoever is forgotten leaves a few bytes until the next look.
 */
export function createDeadlines(timeoutMs: number, reason: () => Error): Deadlines {
  /** In the order of their deadlines. */
  let watched: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  const look = (): void => {
    const now = performance.now();
    for (const waiting of watched) {
      if (waiting.until > now) break;
      const { tell } = waiting;
      waiting.tell = null;
      tell?.(reason());
    }
    watched = watched.filter(({ tell }) => tell !== null);
    if (watched.length > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
  return {
    watch(tell) {
      const waiting = { tell, until: performance.now() + timeoutMs };
      watched.push(waiting);
      timer ??= setInterval(look, timeoutMs / looksInTime);
      return waiting;
    },
    forget(waiting) {
      waiting.tell = null;
    },
  };
}
