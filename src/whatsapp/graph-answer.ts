export type Json = Readonly<Record<string, unknown>>;

/** What came of a call. Never an exception, never a text of Meta's: those quote numbers and tokens. */
export type GraphAnswer<Value = Json> =
  | { readonly name: 'ok'; readonly value: Value }
  /** Meta (or something before it) said no. `code` is Meta's, `null` when the answer holds none. */
  | {
      readonly name: 'error';
      readonly code: number | null;
      readonly subcode: number | null;
      readonly httpStatus: number;
      /** From `Retry-After`, in milliseconds. */
      readonly retryAfterMs: number | null;
    }
  /** The request was written and no whole answer came: it may or may not have been carried out. */
  | { readonly name: 'unknown' }
  /** No connection came about, so nothing was written: it was not carried out. */
  | { readonly name: 'unreachable' };
