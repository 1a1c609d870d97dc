import { type Subject } from '../conversation/subjects.ts';
import { type InboundEvent, type InboundMessage } from '../domain/inbound.ts';
import { type Instant } from '../domain/instant.ts';
import { type ContactCard } from './contact-card.ts';

/** A message, by the id that WhatsApp gave it. The id contains the phone number: stores keep its keyed hash only. */
export interface MessageOf {
  readonly subject: Subject;
  readonly messageId: string;
}

/** One entry of the message log. */
export interface MessageRecord extends MessageOf {
  readonly direction: 'in' | 'out';
  readonly origin: 'live' | 'echo' | 'history';
  readonly type: string;
  readonly phoneNumberId: string;
  readonly at: Instant;
}

export type StatusEvent = Extract<InboundEvent, { kind: 'status' }>;

/** How far a message of ours has come. A later rank is never overwritten by an earlier one; `failed` is final (pitfall 8). */
export const statusRanks = { accepted: 0, sent: 1, delivered: 2, read: 3, played: 4, failed: 5 } as const;

/** The message log. Implemented by src/stores/messages.ts. */
export interface Messages {
  /** Idempotent. Returns the entry's own random id. */
  add(record: MessageRecord): Promise<string>;
  /** Moves an entry that is there; never makes one. Returns its type, `null` when there is none. */
  moveStatus(tenantId: string, status: StatusEvent): Promise<string | null>;
  /** What was said, sealed, until `expiresAt`. The first words said stay, if it is called twice. */
  addContent(
    message: MessageOf,
    content: { readonly text: string; readonly at: Instant; readonly expiresAt: Date },
  ): Promise<void>;
  /** Replaces what is still there, or drops it (`null`). Brings nothing back. */
  editContent(message: MessageOf, text: string | null): Promise<void>;
  /** The entry and what it said. */
  remove(message: MessageOf): Promise<void>;
}

/** Sends of templates. Implemented by src/stores/template-sends.ts. */
export interface TemplateSends {
  add(
    send: MessageOf & { readonly templateName: string; readonly language: string | null; readonly at: Instant },
  ): Promise<void>;
  moveStatus(tenantId: string, status: StatusEvent): Promise<void>;
  remove(message: MessageOf): Promise<void>;
}

export type ContactOutcome = 'created' | 'updated' | 'unchanged';

/** What is known of people. Implemented by src/stores/contacts.ts. */
export interface Contacts {
  read(subject: Subject): Promise<ContactCard | null>;
  /** Takes in what a message of the person's says of them: one read when that is nothing new. */
  seen(subject: Subject, message: Pick<InboundMessage, 'profileName' | 'identityKeyHash'>): Promise<void>;
  /** Reads, changes and writes what differs; `null` removes the card. Tried again when somebody else wrote meanwhile. */
  change(
    subject: Subject,
    change: (card: ContactCard | null) => ContactCard | null,
  ): Promise<{ readonly contactId: string | null; readonly outcome: ContactOutcome }>;
}

/** What a wish is about: advertising, or any use of the data at all (GDPR 18: `out` freezes it). */
export type WishCategory = 'marketing' | 'processing';

/** A person's wish. */
export interface OptInRecord {
  readonly subject: Subject;
  /** Absent: about marketing. */
  readonly category?: WishCategory;
  readonly state: 'in' | 'out';
  readonly source: 'api' | 'import' | 'user_preferences' | 'chat';
  readonly at: Instant;
  /** How the business learnt of it, in its own words. */
  readonly proof: string | null;
  /** Of whatever asks for it, so that asked again after a crash it is the same record. Absent: a random one. */
  readonly recordId?: string;
}

/** Wishes. Implemented by src/stores/opt-ins.ts. */
export interface OptIns {
  /** False: it was recorded before. */
  record(record: OptInRecord): Promise<boolean>;
  /** The latest wish, and when it was said; of two at the same moment the one against. `null`: none is known. */
  latest(
    subject: Subject,
    category?: WishCategory,
  ): Promise<{ readonly state: 'in' | 'out'; readonly at: Instant } | null>;
  /** What {@link OptIns.latest} wishes. */
  current(subject: Subject, category?: WishCategory): Promise<'in' | 'out' | null>;
  /** Whether this very record was made. */
  isRecorded(recordId: string): Promise<boolean>;
}
