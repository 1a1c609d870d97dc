import { type MatterTexts, type NewsTexts } from '../../data-deletion/texts/texts.ts';

/** What is said where only a part is to go. */
export interface PartTexts {
  readonly goes: string;
  readonly question: string;
  readonly media: string;
  readonly consents: string;
  readonly before: (facts: { readonly day: string }) => string;
  /** A typed date that is none yet; days are in words. */
  readonly dates: {
    readonly either: (facts: { readonly first: string; readonly second: string }) => string;
    readonly notPast: string;
    readonly unreadable: string;
  };
  /** In place of the words of a whole erasure. The rest is the same. */
  readonly talk: Pick<MatterTexts, 'intentReminder' | 'nothingDeleted' | 'started' | 'running'>;
  readonly news: NewsTexts;
  /** Of STATUS, where the words of a whole erasure would not be true. */
  readonly standing: { readonly deleting: string };
  readonly done: (facts: { readonly reference: string }) => string;
  /** To whoever asks later, where something of it had to stay: what it was, they were told. */
  readonly doneButKept: (facts: { readonly reference: string }) => string;
  /** What was agreed to goes, but not what refuses and is in force. */
  readonly refusalStays: string;
}
