import { type Instant } from '../domain/instant.ts';
import { type BlockReason, type RequestStateName } from '../domain/request.ts';

/**
 * One entry of the tamper-evident log: types, times and numbers. No reference, no name, no free text: `p` is a random word of
 * the request alone, and once the request's row forgets it nothing leads from an entry to a person or a reference.
 */
export type AuditEntry = RequestEntry | ReceiptEntry | IncidentEntry | TenantEntry;

/** A step in a request's life. */
export type RequestEntry = Readonly<{
  type: `request.${RequestStateName}` | 'request.breaker_released';
  at: Instant;
  p: string;
  /** The version of the request that the step made: its order within the request. */
  seq: number;
  /** SHA-256 of the plan, from `erasing` on. */
  plan?: string;
  matched?: number;
  deleted?: number;
  retained?: number;
  store?: string;
  reason?: BlockReason;
  /** With `request.breaker_released`: `staff-phone`, `api` or `operator`. */
  by?: string;
}>;

/** What the log commits to when a receipt is signed: the SHA-256 of all but its place in the log. */
export type ReceiptEntry = Readonly<{
  type: 'receipt.live' | 'receipt.final';
  receipt: string;
}>;

/** Something that happened to the whole: a database that went back and was brought forward again. */
export type IncidentEntry = Readonly<{
  type: 'incident.restore';
  at: Instant;
  erasures: number;
}>;

/** A business that left was closed: by a random word of that closing, and how many documents there were of it. */
export type TenantEntry = Readonly<{
  type: 'tenant.closed';
  at: Instant;
  closing: string;
  documents: number;
}>;

/** By what an entry is known, so that appending it again after a crash adds nothing. */
export function entryIdOf(entry: AuditEntry): string {
  if ('p' in entry) return `${entry.p}.${entry.seq}`;
  if ('closing' in entry) return `${entry.type}.${entry.closing}`;
  return 'receipt' in entry ? entry.receipt : `${entry.type}.${entry.at}`;
}
