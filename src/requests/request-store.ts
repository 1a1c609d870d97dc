import { type HeldLane } from '../conversation/lanes.ts';
import { type RequestStateName } from '../domain/request.ts';
import { type NameHash } from '../domain/subject.ts';
import { type StoredReceipt } from '../proof/receipt-store.ts';
import { type NewFarewell } from './farewell-store.ts';
import { type RequestChange, type RequestPerson, type RequestRecord } from './request-record.ts';

/** A request as it is opened, in `intent_shown`. */
export type NewRequest = Pick<
  RequestRecord,
  'requestId' | 'reference' | 'tenantId' | 'matter' | 'locale' | 'phoneNumberId' | 'openedAt'
> & { readonly person: RequestPerson; readonly dueAt: number };

/** Which requests a list shows. `after` is the reference of the last one seen; newest first. */
export interface RequestQuery {
  readonly tenantId?: string;
  readonly states?: readonly RequestStateName[];
  /** Only those whose code was typed. */
  readonly isVerified?: true;
  readonly limit: number;
  readonly after?: string;
}

/** What is written with the end of a run. */
export interface RunEnd {
  /** `null`: there is no way to the person. */
  readonly farewell: NewFarewell | null;
  readonly receipt: StoredReceipt;
}

/** What a run must still hold when it ends. */
export interface RunLeases {
  /** Of the request's own lease. */
  readonly fence: number;
  /** The person's: while nobody took one since, nobody has begun with an event of theirs. */
  readonly lanes: readonly HeldLane[];
  /** When the lanes' leases run out, renewed with the end. Milliseconds since the Unix epoch. */
  readonly until: number;
}

/** Where requests rest. Every decision is one compare-and-set. */
export interface RequestStore {
  /** `false`: the person has an open request. */
  insert(request: NewRequest): Promise<boolean>;
  byId(requestId: string): Promise<RequestRecord | null>;
  byReference(reference: string): Promise<RequestRecord | null>;
  /** Those not ended that carry one of the names; one that is verified first. */
  openOf(tenantId: string, names: readonly NameHash[]): Promise<readonly RequestRecord[]>;
  /**
   * Writes if nobody was faster: on `{id, version}`, and the fence where one is given.
   * `null`: somebody was; load it and decide again.
   */
  change(request: RequestRecord, change: RequestChange, fence?: number): Promise<RequestRecord | null>;
  /**
   * Ends a run: {@link change}, the receipt, the farewell and how long its key lives, all or nothing. Without a farewell the
   * run's key goes.
   * @throws OubliError `lease_lost` when somebody took one of the lanes since: then nothing is written.
   */
  finish(request: RequestRecord, change: RequestChange, leases: RunLeases, end: RunEnd): Promise<RequestRecord | null>;
  /** Takes a due request for `leaseMs`, with a new fence; `null` when it is not due or somebody has it. */
  take(requestId: string, now: number, leaseMs: number): Promise<RequestRecord | null>;
  /** `false`: the lease was lost. Leaves the version alone. */
  renew(requestId: string, fence: number, now: number, leaseMs: number): Promise<boolean>;
  /** Ids of what is due, longest waiting first. */
  due(now: number, limit: number): Promise<readonly string[]>;
  /** Erased ones of which no key has been there since that moment (milliseconds), and whose epoch is not noted. */
  withoutKeys(now: number, limit: number): Promise<readonly RequestRecord[]>;
  /** Epochs that erased requests wait for. */
  epochsAwaited(): Promise<readonly string[]>;
  /** Erased ones that wait for an epoch. */
  awaiting(epochId: string, limit: number): Promise<readonly RequestRecord[]>;
  /** How many of the tenant's the breaker holds. */
  countHeld(tenantId: string): Promise<number>;
  /** Their ids, longest waiting first. */
  heldIds(tenantId: string, limit: number): Promise<readonly string[]>;
  /** `null`: what it should begin after is none of them. */
  list(query: RequestQuery): Promise<readonly RequestRecord[] | null>;
}
