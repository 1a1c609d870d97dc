/** What the door made of a request. Each has one fixed answer, so that the sender knows whether to send it again. */
export type Outcome =
  /** Every event is durable, and at least one is new as far as this server remembers. */
  | 'accepted'
  /** Every event was here before, and not long ago: `recent-items.ts`. */
  | 'duplicate'
  /** Signed and well formed, but nothing of it is for a tenant of ours. */
  | 'ignored'
  | 'unauthorised'
  | 'malformed'
  | 'too-large'
  /** Could not be stored: Meta sends it again, for up to seven days (cloud-api.md 1.4). */
  | 'unavailable';

/** Stands in every answer to a webhook. A 200 has no body: Meta reads none. */
export const outcomeHeader = 'Oubli-Outcome';

const statuses: Readonly<Record<Outcome, number>> = {
  accepted: 200,
  duplicate: 200,
  ignored: 200,
  unauthorised: 401,
  malformed: 400,
  'too-large': 413,
  unavailable: 503,
};

/** The HTTP status of an outcome. 200 is said only of what is durable, was so before, or is not ours to keep. */
export function statusOf(outcome: Outcome): number {
  return statuses[outcome];
}
