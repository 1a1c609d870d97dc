import { type Outcome } from '../../flows/outcome.ts';

/** What became of performing an effect. */
export type Performance =
  /** Done; the outcome, if any, goes back into the flow. */
  | { readonly name: 'done'; readonly outcome: Outcome | null }
  /** `isUnsent`: it was held up and surely nothing went out, so that no try is used up. */
  | { readonly name: 'later'; readonly afterMs: number; readonly isUnsent?: boolean }
  /** Meta does not take what was to be said. `isMendable`: it may once the business has mended something. */
  | { readonly name: 'refused'; readonly isMendable: boolean };
