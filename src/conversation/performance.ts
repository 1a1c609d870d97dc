import { type Outcome } from '../../flows/outcome.ts';

/** What became of performing an effect. */
export type Performance =
  /** Done; the outcome, if any, goes back into the flow. */
  { readonly name: 'done'; readonly outcome: Outcome | null } | { readonly name: 'later'; readonly afterMs: number };
