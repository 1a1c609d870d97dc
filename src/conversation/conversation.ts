import { type FlowEffect, type TimerName } from '../../flows/effect.ts';
import { type ConversationState } from '../../flows/step.ts';
import { type HeldKeys } from '../keys/held-keys.ts';
import { type Pace } from './pace.ts';
import { type Subject } from './subjects.ts';

/** An effect that is saved and not yet known to be done. */
export interface PendingEffect {
  /** `<eventId>.<index>`: deterministic, so that stepping twice asks for the same thing once. */
  readonly id: string;
  readonly effect: FlowEffect;
  /** The code the person typed, for `check-code` alone: the flow never sees it. */
  readonly candidate: string | null;
  readonly dueAt: number;
  /** Times it was begun. */
  readonly attempts: number;
  /** How many of these surely let nothing out, so that it may be done again; absent: none. */
  readonly heldUp?: number;
  /** News of a request, which must not get lost, in full: what waits for the person where it cannot be said. Absent: an answer. */
  readonly news?: { readonly body: string };
}

export interface PendingTimer {
  readonly timer: TimerName;
  readonly at: number;
}

/** One chat, open: between a person and one number of a business. */
export interface Conversation {
  readonly conversationId: string;
  readonly subject: Subject;
  readonly phoneNumberId: string;
  readonly lane: string;
  /** 0: not stored yet. Every save moves it by one and succeeds once. */
  readonly version: number;
  readonly state: ConversationState;
  /** How much was said in it lately; absent: nothing yet. */
  readonly pace?: Pace;
  readonly outbox: readonly PendingEffect[];
  readonly timers: readonly PendingTimer[];
  readonly handled: readonly string[];
  /** Milliseconds since the epoch of the person's last message: opens Meta's 24-hour window. */
  readonly lastInboundAt: number;
}

/** Where conversations rest. */
export interface Conversations {
  find(subject: Subject, phoneNumberId: string): Promise<Conversation | null>;
  /** Those of a lane in which an effect or timer is due. */
  dueInLane(lane: string, now: number, held?: HeldKeys): Promise<readonly Conversation[]>;
  dueLanes(now: number, limit: number): Promise<readonly string[]>;
  /**
   * Writes state and effects in one compare-and-set on the version.
   * `false` when somebody was faster, or the conversation was erased meanwhile: load and step again.
   */
  save(next: Conversation): Promise<boolean>;
  /** Takes an effect out of a chat that is otherwise as it was: seals nothing, so that no key is asked for. As `save`. */
  settle(next: Conversation, effectId: string): Promise<boolean>;
  /** Forgets a chat in which nothing waits, if nobody moved it since `version`. */
  remove(conversation: Conversation): Promise<void>;
}
