import { type InboundEvent } from '../domain/inbound.ts';

/** One accepted event that waits to be handled. */
export interface InboxItem {
  readonly id: string;
  readonly tenantId: string;
  readonly lane: string;
  /** When it was accepted. Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  /** Times it failed before. */
  readonly attempts: number;
  /** What it says; `null` once the key of its day is destroyed. */
  readonly read: () => Promise<InboundEvent | null>;
}

/** The inbox as the conversation stage sees it: one lane at a time, in the order in which things happened. */
export interface LaneInbox {
  /** Due items of a lane. Call it under the lane's lease. */
  claim(lane: string, now: number, limit: number): Promise<readonly InboxItem[]>;
  done(ids: readonly string[]): Promise<void>;
  /** Nothing stays of it, not even that it was here. */
  drop(ids: readonly string[]): Promise<void>;
  /** Tried again at `dueAt`, or set aside for the operator after too many tries (`dead`). */
  failed(id: string, failure: { readonly errorCode: string; readonly dueAt: Date }): Promise<'pending' | 'dead' | null>;
  /** Tried again at `dueAt`, however often: this time does not count as a try. */
  postponed(id: string, delay: { readonly errorCode: string; readonly dueAt: Date }): Promise<void>;
}
