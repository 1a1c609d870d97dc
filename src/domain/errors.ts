/** Whether trying the same again can help. */
export type Retry = 'yes' | 'no';

/**
 * The one base of our errors: a stable `code` (in lists, logs and problem+json), plain words, and whether to retry.
 * The message never holds personal data: codes, kinds and counts only.
 */
export class OubliError extends Error {
  override readonly name = 'OubliError';
  readonly code: string;
  readonly retry: Retry;

  constructor(code: string, message: string, options: { readonly retry?: Retry; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retry = options.retry ?? 'no';
  }
}

/** The stable code of any thrown thing: our own code, a driver's code, else `unknown`. Never its message: that may quote data. */
export function errorCode(error: unknown): string {
  if (error instanceof OubliError) return error.code;
  if (typeof error === 'object' && error !== null && 'code' in error) {
    const { code } = error;
    if (typeof code === 'number' || (typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code))) return String(code);
  }
  return error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'unknown';
}
