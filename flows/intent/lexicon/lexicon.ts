/** What a word does in a wish. */
export type Role =
  /** `delete`, `supprimer`: alone it is the wish. */
  | 'erase'
  /** `remove`, `forget`: a wish only with an object. */
  | 'erase-with-object'
  /** `data`, `account`, `me`, `everything`: what is to go. */
  | 'data'
  /** `photo`, `history`, `messages`: near to it; a sentence with it is asked back, never acted on. */
  | 'part-of-data'
  /** Laws and set phrases' words: `gdpr`, `lgpd`. */
  | 'law'
  /** `stop`, `unsubscribe`: alone it is the wish for no advertising. */
  | 'stop'
  /** `ads`, `marketing`: what is to stop. */
  | 'ads'
  | 'language'
  /** `please`, `hello`: says nothing of the wish. */
  | 'polite'
  /** `my`, `the`, `I want to`: holds a wish together. */
  | 'glue'
  /** `not`, `never`: a message with it never acts on erasing. */
  | 'not'
  /** `how`, `why`: asks about, does not ask for. */
  | 'question'
  /** Common words that a typo of ours could be taken for. */
  | 'other';

/** Wishes that are known by whole phrases. Words of politeness and glue are left out on both sides. */
export type PhraseIntent =
  | 'delete'
  | 'cancel'
  | 'status'
  | 'help'
  | 'human'
  | 'stop'
  | 'start'
  | 'yes'
  | 'no'
  | 'not-me'
  | 'resend'
  | 'greeting';

/** The words of one language. Space-separated words by role; phrases separated by `|`. Written naturally; normalised on load. */
export interface Lexicon {
  readonly words: Readonly<Record<Role, string>>;
  readonly phrases: Readonly<Record<PhraseIntent, string>>;
  /** How this language calls the five languages. */
  readonly languages: Readonly<Record<'en' | 'fr' | 'ar' | 'es' | 'pt', string>>;
}
