import { type Ground } from '../../domain/ground.ts';

interface Business {
  readonly businessName: string;
}

/** Fields of a copy that the page names in the reader's language. */
export type CopyLabel =
  | 'at'
  | 'direction'
  | 'type'
  | 'text'
  | 'names'
  | 'email'
  | 'attributes'
  | 'createdAt'
  | 'updatedAt'
  | 'template'
  | 'language'
  | 'state'
  | 'source'
  | 'proof'
  | 'kind'
  | 'mimeType'
  | 'bytes'
  | 'category'
  | 'origin'
  | 'statuses'
  | 'phones'
  | 'businessScopedUserIds'
  | 'usernames'
  | 'reference'
  | 'field'
  | 'value'
  | 'reason'
  | 'dueAt'
  | 'answeredAt'
  | 'businesses'
  | 'about'
  | 'mandate'
  | 'right'
  | 'channel';

/** What somebody asked for here and waits for. An erasure takes it along without naming it. */
export const ownStores = ['corrections', 'logged_requests', 'relays'] as const;
export type OwnStore = (typeof ownStores)[number];

/** What a copy says besides the data, and the page that opens it. */
export interface CopyTexts {
  readonly fromWhom: (facts: Business) => string;
  readonly toWhom: (facts: Business) => readonly string[];
  readonly yourRights: string;
  readonly decisions: string;
  readonly howLong: {
    readonly untilErased: string;
    readonly days: (facts: { readonly days: number }) => string;
    readonly words: (facts: { readonly days: number }) => string;
    readonly byItself: string;
    readonly kept: (facts: { readonly days: number; readonly ground: Ground }) => string;
  };
  /** Stores of the bot's own that are shown in a copy alone. */
  readonly own: Readonly<Record<OwnStore, { readonly what: string; readonly why: string }>>;
  readonly page: {
    readonly title: string;
    readonly intro: string;
    readonly button: string;
    readonly saveJson: string;
    readonly savePage: string;
    readonly reference: string;
    readonly until: (facts: { readonly until: string }) => string;
    readonly incomplete: string;
    readonly wrongKey: string;
    readonly gone: string;
    readonly unreachable: string;
    /** It is there and can be saved, but a browser cannot show so much. */
    readonly tooLong: string;
    readonly needsScript: string;
    readonly opening: string;
    readonly empty: string;
    readonly file: string;
    readonly labels: Readonly<Record<CopyLabel, string>>;
  };
}
