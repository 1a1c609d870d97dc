/** What a word does in a wish. A word may do several things. */
export type Role =
  /** `delete`, `supprimer`: alone it is the wish. */
  | 'erase'
  /** `remove`, `forget`: a wish only with an object. */
  | 'erase-with-object'
  /** `deleted`, `gone`: told or asked about, unless it is wanted (`I want it deleted`). */
  | 'erased'
  /** `data`, `account`, `me`, `everything`: what is to go. */
  | 'data'
  /** `data`, `information`: what can be sent, frozen or put right. Always `data` as well. */
  | 'information'
  /** `photo`, `messages`: near to it; a sentence with it is asked back, never acted on as a whole. */
  | 'part-of-data'
  /** `photos`, `videos`: a part that has a name. */
  | 'media'
  /** `consents`: what somebody agreed to. */
  | 'opt-ins'
  /** `only`, `just`: the rest stays. */
  | 'only'
  /** `before`, `last year`, `March`: data of a time. */
  | 'time'
  /** `name`, `address`: what can be wrong. */
  | 'field'
  /** `my`. */
  | 'mine'
  /** `me` after `about`. */
  | 'self'
  | 'about'
  /** `عني`: both in one word. */
  | 'about-self'
  /** `send`, `show`, `copy`, `export`: to hand over. */
  | 'give'
  /** `know`, `have`, `store`. */
  | 'know'
  /** `use`, `process`. */
  | 'use'
  /** `freeze`, `restrict`. */
  | 'freeze'
  /** `unfreeze`, `resubscribe`: alone, or with anything of ours, it lifts a stop. */
  | 'resume'
  /** `again`. */
  | 'again'
  /** `change`, `correct`. */
  | 'change'
  /** `wrong`, `misspelled`. */
  | 'wrong'
  /** `agreed`, `signed up`. */
  | 'agree'
  /** `history`, `list`. */
  | 'history'
  /** `want`, `must be`: asks for what follows. */
  | 'want'
  /** Laws and set phrases' words: `gdpr`, `lgpd`. */
  | 'law'
  /** `stop`, `unsubscribe`: alone it is the wish for no advertising. */
  | 'stop'
  /** `unsubscribe`: a stop that never means stopping a deletion. Always `stop` as well. */
  | 'leave'
  /** `ads`, `marketing`: what is to stop. */
  | 'ads'
  /** `text`, `write`, `bother`: what a business does to people. */
  | 'contact'
  /** `cancel`. */
  | 'call-off'
  /** `request`: of ours. */
  | 'request'
  | 'language'
  /** `please`, `hello`, an oath: says nothing of the wish. */
  | 'polite'
  /** `the`, `from`: holds a wish together. */
  | 'glue'
  /** `have` before a participle: it was done. */
  | 'past'
  /** `not`, `never`: a message with it never acts on erasing. */
  | 'not'
  /** `how`, `why`: asks about, does not ask for. */
  | 'question'
  /** `what`, `which`: asks about, or asks to be told. */
  | 'what'
  /** Common words of other matters, also those that a typo of ours could be taken for. */
  | 'other';

/** Wishes that are known by whole phrases. Words of politeness and glue are left out on both sides. */
export type PhraseIntent =
  | 'delete'
  | 'access'
  | 'correct'
  | 'restrict'
  | 'opt-ins'
  | 'erase-part'
  | 'cancel'
  | 'status'
  | 'rights'
  | 'help'
  | 'human'
  | 'stop'
  | 'start'
  | 'yes'
  | 'no'
  | 'not-me'
  | 'resend'
  | 'greeting';

/**
 * The words of one language, written naturally and normalised on load. Space-separated words by role: `borr*` is every word
 * that begins so, `on_hold` are two words that are one, `~حذف` an Arabic verb with what is written onto it. Phrases are
 * separated by `|`.
 */
export interface Lexicon {
  readonly words: Readonly<Partial<Record<Role, string>>>;
  readonly phrases: Readonly<Partial<Record<PhraseIntent, string>>>;
  /** How this language calls the five languages. */
  readonly languages: Readonly<Record<'en' | 'fr' | 'ar' | 'es' | 'pt', string>>;
}
