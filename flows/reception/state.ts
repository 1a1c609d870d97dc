import { type Instant } from '../../src/domain/instant.ts';

/** Where reception stands. */
export type ReceptionState =
  /** Nothing was said yet. */
  | { readonly name: 'quiet' }
  /** The person was answered at this moment; stickers are let be for a day. */
  | { readonly name: 'greeted'; readonly at: Instant };
