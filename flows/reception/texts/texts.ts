import { type Button } from '../../../src/domain/outbound.ts';

interface Business {
  readonly businessName: string;
}

/** `contact`: how the business is reached elsewhere, in one line; `null`: not known. */
interface Contact {
  readonly contact: string | null;
}

/** What reception says, and the answers to the commands that work everywhere. */
export interface ReceptionTexts {
  /** Titles of buttons and rows: at most 20 code points. */
  readonly labels: {
    readonly delete: string;
    readonly human: string;
    readonly rights: string;
    readonly language: string;
    readonly help: string;
    readonly status: string;
    readonly stop: string;
  };
  readonly menu: (facts: Business) => string;
  /** The wish was heard inside other words: is that what the person wants? */
  readonly offerDeletion: (facts: Business) => string;
  readonly offerStop: (facts: Business) => string;
  /** Its last line says where to ask what WhatsApp itself holds: that is out of the provider's reach. */
  readonly help: (facts: Business & { readonly human: 'here' | 'elsewhere' | null }) => string;
  /** A photo, voice note, sticker, order: kindly, that only words are read. */
  readonly cannotRead: (facts: { readonly isVoice: boolean }) => string;
  readonly codeNotExpected: string;
  readonly oldButton: string;
  readonly nothingToCancel: string;
  /** Said once an hour at most, when a chat was answered too often: two bots must not talk for ever. */
  readonly growsQuiet: string;
  /** The list of every right; rows at most 24 code points. */
  readonly rights: {
    readonly body: string;
    readonly button: string;
    readonly access: string;
    readonly part: string;
    readonly consents: string;
    readonly correct: string;
    readonly restrict: string;
  };
  /** The list of parts that can be erased alone. */
  readonly parts: {
    readonly body: string;
    readonly button: string;
    readonly media: string;
    readonly month: string;
    readonly year: string;
    readonly consents: string;
  };
  readonly languageList: { readonly body: string; readonly button: string };
  readonly languageChanged: string;
  readonly humanTold: (facts: Business) => string;
  readonly humanNotTold: (facts: Business & Contact) => string;
  readonly noHuman: (facts: Business & Contact) => string;
  readonly stopped: (facts: Business & { readonly isDeleting: boolean }) => string;
  readonly started: (facts: Business) => string;
  /** A request is under way: an agreement is not noted until it is over. */
  readonly notStarted: (facts: Business) => string;
  readonly referenceUnreadable: string;
  readonly statusUnknown: string;
}

/** The menu's buttons, in order. */
export function menuButtons(texts: ReceptionTexts, hasHuman: boolean): readonly Button[] {
  return [
    { id: 'menu.delete', title: texts.labels.delete },
    hasHuman ? { id: 'menu.human', title: texts.labels.human } : { id: 'menu.help', title: texts.labels.help },
    { id: 'menu.rights', title: texts.labels.rights },
  ];
}
