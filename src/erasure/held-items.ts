import { toInstant, type Instant } from '../domain/instant.ts';
import { type HeldItem } from '../notifications/notice.ts';

/** What outlives an erasure for a while: said to the business and in the receipt alike. `null`: there is none. */
export function heldItems(until: {
  /** Milliseconds since the Unix epoch. */
  readonly farewell: number | null;
  readonly revealLink: Instant | null;
}): readonly HeldItem[] {
  const { farewell, revealLink } = until;
  return [
    ...(farewell === null ? [] : [{ what: 'farewell' as const, until: toInstant(farewell) }]),
    ...(revealLink === null ? [] : [{ what: 'reveal_link' as const, until: revealLink }]),
  ];
}
