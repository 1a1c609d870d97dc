import { type Instant } from './instant.ts';
import { type Identifier } from './subject.ts';

/** The number of the business that an item came in on. */
export interface BusinessNumber {
  readonly wabaId: string;
  readonly phoneNumberId: string;
}

/** What a person sent, reduced to what the product reads. */
export type MessageContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A tap on a reply button, a list row or a template's quick reply. The id comes from the client: look it up, never trust it. */
  | { readonly kind: 'choice'; readonly id: string; readonly title: string }
  | {
      readonly kind: 'media';
      readonly media: 'image' | 'video' | 'audio' | 'document' | 'sticker';
      readonly mediaId: string;
      readonly mimeType: string;
      readonly caption: string | null;
    }
  | { readonly kind: 'location' }
  /** Only `isOwnNumber` (`origin: contact_request`) proves a number (pitfall 26). */
  | { readonly kind: 'contacts'; readonly isOwnNumber: boolean; readonly phones: readonly string[] }
  | { readonly kind: 'reaction'; readonly emoji: string | null }
  | { readonly kind: 'form'; readonly name: string }
  /** The person took a message back: the stored copy goes (coexistence numbers). */
  | { readonly kind: 'revoke'; readonly originalMessageId: string }
  | { readonly kind: 'edit'; readonly originalMessageId: string; readonly text: string | null }
  /** Anything else, known by its type only (`order`, `unsupported`, a type of tomorrow). */
  | { readonly kind: 'unsupported'; readonly type: string };

interface Item {
  readonly business: BusinessNumber;
  /** When it happened, as Meta's timestamp says; the time of receipt when it says nothing. */
  readonly at: Instant;
  /** Names from the *signed sender fields* of this item. May be empty for odd shapes. */
  readonly names: readonly Identifier[];
}

/** One item of a webhook, after parsing. Everything past the door speaks in these. */
export type InboundEvent =
  | (Item & {
      readonly kind: 'message';
      readonly messageId: string;
      readonly profileName: string | null;
      readonly identityKeyHash: string | null;
      readonly content: MessageContent;
      /** Meta's own time where it lies ahead of our clock, which was put back then; `at` is the time of receipt. */
      readonly aheadAt?: Instant;
    })
  | (Item & {
      readonly kind: 'status';
      readonly messageId: string;
      readonly status: 'sent' | 'delivered' | 'read' | 'played' | 'failed';
      readonly errorCodes: readonly number[];
    })
  /** `system`: the person changed number or id. `previous` holds the old names, `names` the new ones. */
  | (Item & { readonly kind: 'identity-change'; readonly messageId: string; readonly previous: readonly Identifier[] })
  | (Item & { readonly kind: 'preference'; readonly wantsMarketing: boolean })
  /** Sent by the business's own staff from the phone app (coexistence). `names` is the *recipient*. Never the person's words. */
  | (Item & { readonly kind: 'echo'; readonly messageId: string; readonly content: MessageContent })
  | (Item & {
      readonly kind: 'history';
      readonly messageId: string;
      readonly direction: 'in' | 'out';
      readonly content: MessageContent;
    })
  | (Item & { readonly kind: 'contact-sync'; readonly action: 'add' | 'remove'; readonly fullName: string | null })
  /** Template, account, quality, security fields: about the business, not a person. `facts` holds codes and ids only. */
  | (Item & {
      readonly kind: 'account';
      readonly field: string;
      readonly facts: Readonly<Record<string, string | number>>;
    })
  | (Item & { readonly kind: 'unsupported'; readonly field: string; readonly type: string });

export type InboundKind = InboundEvent['kind'];
export type InboundMessage = Extract<InboundEvent, { kind: 'message' }>;
