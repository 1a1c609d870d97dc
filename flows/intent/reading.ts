import { type Locale } from '../../src/domain/locale.ts';
import { type Part } from './erasing.ts';
import { type PhraseIntent } from './lexicon/lexicon.ts';
import { type Offer } from './offers.ts';

/** Everything a message can ask for on its own. */
export type Intent = PhraseIntent | 'language';

/** What was understood of a message. `acts` fires only when the message is nothing else than the wish. */
export interface Reading {
  readonly acts: readonly Intent[];
  /** A wish somewhere inside other words: worth a button, never an act. */
  readonly offers: Offer | null;
  /** Of `erase-part`, acted on or offered: the part that is named. `null`: a time, or it was not said. */
  readonly part: Part | null;
  /** The offered wish names the person's data (and is not denied): reason enough to speak up in a silent chat. */
  readonly isAboutData: boolean;
  /** A reference `ER-…` in the message, canonical. */
  readonly reference: string | null;
  /** Something was meant as a reference, but is none. */
  readonly hasBadReference: boolean;
  /** The language that the message names. */
  readonly language: Locale | null;
  /** A bare small number: the choice of that place. */
  readonly number: number | null;
  /** Languages whose words were used, the likeliest only; several when they share the words. */
  readonly spoken: readonly Locale[];
}
