import { type Mailbox } from './mailbox.ts';

/** A number of a business, with the token and app secret that belong to its WABA. */
export interface NumberOptions {
  readonly wabaId: string;
  readonly phoneNumberId: string;
  /** Digits with country code, without `+`. */
  readonly displayPhoneNumber: string;
  readonly token: string;
  readonly appSecret: string;
  /** BSUIDs are scoped to it. Default: the WABA id. */
  readonly portfolioId?: string;
  readonly verifiedName?: string;
  /** `false`: live webhooks do not come until `POST /{waba}/subscribed_apps` (pitfall 30). Default: true. */
  readonly isSubscribed?: boolean;
}

export interface TemplateOptions {
  readonly wabaId: string;
  readonly name: string;
  /** Meta's form: `en_US`, `pt_BR`, `fr`. */
  readonly language: string;
  readonly category: 'AUTHENTICATION' | 'UTILITY' | 'MARKETING';
  /** Default: `APPROVED`. */
  readonly status?: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
  /** How many parameters the body takes. */
  readonly parameterCount: number;
  /** A copy-code button (it reads back as type URL): the send must fill it. */
  readonly hasCodeButton?: boolean;
  /** Quick-reply buttons, by title; the send may give each a payload. */
  readonly quickReplies?: readonly string[];
  /** The body with `{{1}}`, `{{2}}` …; shown on the phone. */
  readonly text?: string;
}

export interface PersonOptions {
  /** Digits with country code, without `+`. Absent: nobody can reach this person by phone. */
  readonly phone?: string;
  readonly bsuid: string;
  /** The BSUID in other portfolios, where it differs (it always does at Meta). */
  readonly bsuids?: Readonly<Record<string, string>>;
  readonly parentBsuid?: string;
  readonly name?: string;
  /** Then webhooks hide the phone unless the business knows it (cloud-api.md 3.4). */
  readonly hasUsername?: boolean;
  /** Numbers that also lead to this person (Brazil's ninth digit): `input` and `wa_id` of the answer then differ. */
  readonly otherPhones?: readonly string[];
  readonly identityKeyHash?: string;
}

/** What the server keeps of a number. */
export interface NumberState extends Required<Omit<NumberOptions, 'isSubscribed'>> {
  hasIdentityCheck: boolean;
  /** BSUIDs of blocked people. */
  readonly blocked: Set<string>;
}

export interface PersonState {
  phone: string | null;
  bsuid: string;
  bsuids: Readonly<Record<string, string>>;
  readonly parentBsuid: string | null;
  readonly name: string;
  readonly username: string | null;
  readonly otherPhones: readonly string[];
  identityKeyHash: string | null;
  readonly mailbox: Mailbox;
}

export interface SubscribedApp {
  readonly id: string;
  readonly name: string;
  overrideUrl: string | null;
}

/** Everything there is: one plain record, changed by the edges. */
export interface World {
  readonly numbers: Map<string, NumberState>;
  readonly templates: Required<TemplateOptions>[];
  readonly people: PersonState[];
  /** Apps subscribed to a WABA. */
  readonly subscriptions: Map<string, SubscribedApp[]>;
  /** Meta's contact book: `<portfolio> <bsuid>` of pairs whose phone the portfolio knows. */
  readonly contactBook: Set<string>;
  /** Ids of messages that people sent; the target of read marks and quotes. */
  readonly inboundIds: Set<string>;
}

export function createWorld(): World {
  return {
    numbers: new Map(),
    templates: [],
    people: [],
    subscriptions: new Map(),
    contactBook: new Set(),
    inboundIds: new Set(),
  };
}

export function bsuidAt({ bsuid, bsuids }: PersonState, { portfolioId }: { readonly portfolioId: string }): string {
  return bsuids[portfolioId] ?? bsuid;
}

export function findByPhone({ people }: World, phone: string): PersonState | null {
  return people.find((one) => one.phone === phone || one.otherPhones.includes(phone)) ?? null;
}

export function findByBsuid({ people }: World, number: NumberState, bsuid: string): PersonState | null {
  return people.find((one) => bsuidAt(one, number) === bsuid || one.parentBsuid === bsuid) ?? null;
}

/** Whether webhooks to this number show the person's phone (cloud-api.md 3.4). */
export function isPhoneShown({ contactBook }: World, number: NumberState, person: PersonState): boolean {
  return person.phone !== null && (person.username === null || contactBook.has(bookKey(number, person)));
}

export function bookKey(number: NumberState, person: PersonState): string {
  return `${number.portfolioId} ${bsuidAt(person, number)}`;
}
