import { hasCode } from './has-code.ts';

/** True for MongoDB's E11000: a unique index refused the write. */
export function isDuplicateKey(error: unknown): boolean {
  return hasCode(error, 11_000);
}
