import { type Instant } from './instant.ts';

/** What somebody asks of businesses by way of the operator, in their own words. */
export interface AskedElsewhere {
  readonly businesses: readonly string[];
  /** Full name, about when they wrote there; `null`: not said. */
  readonly about: string | null;
}

/**
 * What a partial erasure is limited to. `before`: messages, files and templates older than that moment. `elsewhere`: nothing here;
 * it is handed over to other businesses. Lives in sealed places alone: it holds what a person wrote.
 */
export type ErasurePart =
  | { readonly kind: 'media' }
  | { readonly kind: 'opt-ins' }
  | { readonly kind: 'before'; readonly at: Instant }
  | { readonly kind: 'elsewhere'; readonly asked: AskedElsewhere };

/** Which stores a part is about: their names in the register. `elsewhere` is about none here. */
export const storesOfPart: Readonly<Record<ErasurePart['kind'], readonly string[]>> = {
  media: ['media'],
  'opt-ins': ['opt_ins'],
  before: ['messages', 'template_sends', 'media'],
  elsewhere: [],
};

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

/** Everything of a person goes: the only request after which nothing may happen to them meanwhile. */
export function isWholeErasure({ right, part }: Matter): boolean {
  return right === 'erasure' && part === null;
}

/** Asked on the operator's number, of other businesses. */
export function isElsewhere({ right, part }: Matter): boolean {
  return right === 'erasure' && part?.kind === 'elsewhere';
}
