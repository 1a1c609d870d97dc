import { type Instant } from './instant.ts';

/** What a partial erasure is limited to. `before`: messages, files and templates older than that moment. */
export type ErasurePart =
  { readonly kind: 'media' } | { readonly kind: 'opt-ins' } | { readonly kind: 'before'; readonly at: Instant };

/** What a copy holds: everything, or what the person once agreed to. */
export type AccessPart = 'all' | 'opt-ins';

/** What a request that a code confirms is about. `part: null`: all of it. */
export type Matter =
  | { readonly right: 'erasure'; readonly part: ErasurePart | null }
  | { readonly right: 'access'; readonly part: AccessPart };

/** True when two requests ask for the same. */
export function isSameMatter(left: Matter, right: Matter): boolean {
  return JSON.stringify([left.right, left.part]) === JSON.stringify([right.right, right.part]);
}
