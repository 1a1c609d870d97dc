import { type ControllerNotice, type NoticeChannel, type NoticeEvent } from './notice.ts';

/** A notice to be stored, one for each channel. Times are milliseconds since the Unix epoch. */
export interface NewNotice {
  readonly tenantId: string;
  readonly channel: NoticeChannel;
  readonly notice: ControllerNotice;
  readonly createdAt: number;
}

/** A notice (or digest) that a worker has for as long as its lease runs. */
export interface ClaimedNotice {
  readonly id: string;
  readonly tenantId: string;
  readonly event: NoticeEvent | 'dsr.digest';
  readonly reference: string;
  readonly channel: NoticeChannel;
  /** Sends begun, this one included. */
  readonly attempts: number;
  readonly fence: number;
  readonly hasSlot: boolean;
  readonly digestId: string | null;
  readonly createdAt: number;
  readonly sealed: Uint8Array | null;
  /** Of the key that seals it; `null` where there is nothing sealed. */
  readonly keyId: string | null;
}

/** A notice that waits for its digest, opened. */
export interface HeldNotice {
  readonly id: string;
  readonly createdAt: number;
  readonly notice: ControllerNotice;
}

/** The digest of one hour. Times are milliseconds since the Unix epoch. */
export interface DigestOfHour {
  readonly id: string;
  readonly hour: string;
  readonly dueAt: number;
  /** When a notice that waits for it is looked at in any case: it may have come too late for it. */
  readonly lookAgainAt: number;
  readonly now: number;
}

/** How a notice ends. */
export type NoticeEnd =
  /** `messageId`: of the WhatsApp message it went out as. Stored as a keyed hash alone. */
  | { readonly state: 'delivered'; readonly messageId?: string }
  | { readonly state: 'failed'; readonly errorCode: string };

/** A notice that did not arrive. */
export type FailedNotice = Pick<ClaimedNotice, 'event' | 'reference' | 'channel' | 'attempts'>;

/** How far the news is on one channel, as a receipt says it. `acknowledged`: the business's own server took it. */
export interface Delivery {
  readonly channel: NoticeChannel;
  readonly state: 'acknowledged' | 'told' | 'pending' | 'failed';
}

/** Where notices rest. A call with a claim changes nothing once the claim's lease is lost. */
export interface NoticeStore {
  isAnnounced(requestId: string, event: NoticeEvent): Promise<boolean>;
  /** How far one piece of news about a request is, on each channel it goes out on. */
  deliveries(requestId: string, event: NoticeEvent): Promise<readonly Delivery[]>;
  /** All or none. False: at least one was there before, and nothing was stored. */
  insertAll(notices: readonly NewNotice[]): Promise<boolean>;
  /** `null`: not due, somebody has it, or it is over. */
  claim(id: string, now: number, leaseMs: number): Promise<ClaimedNotice | null>;
  /** What it says; `null` once that is gone. @throws OubliError `seal_broken`. */
  open(claimed: ClaimedNotice): Promise<ControllerNotice | null>;
  /**
   * Takes one of `slots` places of that hour; false when all are taken. Leaves the digest it may have waited for.
   * @throws OubliError `lease_lost`.
   */
  takeSlot(claimed: ClaimedNotice, hour: string, slots: number): Promise<boolean>;
  /** Waits for the digest, which comes into being with the first that waits. Not counted as an attempt. */
  hold(claimed: ClaimedNotice, digest: DigestOfHour): Promise<void>;
  /** When a digest that is not over is due; `null` when it is over. */
  digestDueAt(digestId: string): Promise<number | null>;
  held(digestId: string, limit: number): Promise<readonly HeldNotice[]>;
  /** Ends what waits for the digest: those named, or all. */
  finishHeld(digestId: string, ids: readonly string[] | 'all', state: 'delivered' | 'failed'): Promise<void>;
  /** Gives the claim back, to be looked at again. `attempts`: what counts as begun until now. */
  postpone(
    claimed: ClaimedNotice,
    next: { readonly dueAt: number; readonly attempts: number; readonly errorCode?: string },
  ): Promise<void>;
  /** Over. What it said is dropped. */
  finish(claimed: ClaimedNotice, end: NoticeEnd): Promise<void>;
  /** A message that was accepted failed later: its notice, or its digest with all that is in it. `null`: none of ours. */
  failLate(tenantId: string, messageId: string, errorCode: string): Promise<FailedNotice | null>;
  due(now: number, limit: number): Promise<readonly string[]>;
}

/** The id of a notice's row: telling twice makes no second row. */
export function noticeIdOf(requestId: string, event: string, channel: NoticeChannel): string {
  return `${requestId}.${event}.${channel}`;
}
