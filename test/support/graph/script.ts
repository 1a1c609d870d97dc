/** What the server does instead of its work. */
export type Misbehaviour =
  /** Answers Meta's error body of this code, with its HTTP status or another. */
  | { readonly code: number; readonly httpStatus?: number; readonly retryAfterSeconds?: number }
  /** 429, 500 and 503 carry Meta's error body; any other status an HTML page, as a proxy's. */
  | { readonly httpStatus: number; readonly retryAfterSeconds?: number }
  /** Reads the request and never answers. */
  | { readonly how: 'timeout' }
  /** Delivers the message and never answers: the sender cannot know. */
  | { readonly how: 'deliver-and-timeout' }
  /** Cuts the connection instead of answering. */
  | { readonly how: 'drop' }
  /** Answers 200 with a fresh wamid; then a `failed` status with this code. */
  | { readonly how: 'accept-and-fail-later'; readonly code: number }
  /** Answers 200 with a fresh wamid; nothing arrives and no status comes. */
  | { readonly how: 'accept-and-lose' }
  | { readonly how: 'redirect'; readonly location: string }
  /** Answers these bytes with 200, as JSON. */
  | { readonly how: 'answer'; readonly body: string };

export type Failure = Misbehaviour & {
  /** How often. Default: once. */
  readonly times?: number;
  /** Only sends to this phone (digits) or BSUID. */
  readonly to?: string;
  /** Which edge: `messages` (default), `contact_book`, `media`, `subscribed_apps`, `object` (a GET of an id) … or `any`. */
  readonly edge?: string;
};

/** Orders trouble ahead of time. First ordered, first served; an entry that does not fit a request waits for one that does. */
export interface Script {
  failNext(failure: Failure): void;
  clear(): void;
}

export interface ScriptReader {
  take(edge: string, addressee: readonly string[]): Misbehaviour | null;
}

export function createScript(): Script & ScriptReader {
  let pending: { readonly failure: Failure; left: number }[] = [];
  return {
    failNext: (failure) => void pending.push({ failure, left: failure.times ?? 1 }),
    clear() {
      pending = [];
    },
    take(edge, addressee) {
      const found = pending.find(({ failure }) => {
        const ofEdge = failure.edge ?? 'messages';
        return (ofEdge === 'any' || ofEdge === edge) && (failure.to === undefined || addressee.includes(failure.to));
      });
      if (found === undefined) return null;
      found.left -= 1;
      if (found.left <= 0) pending = pending.filter((one) => one !== found);
      return found.failure;
    },
  };
}
