import { type Instant } from '../../../src/domain/instant.ts';
import { type MatterTexts, type NewsTexts, type StatusGroup } from '../../data-deletion/texts/texts.ts';

interface Referenced {
  readonly reference: string;
}

/** One entry of what the person agreed to or refused. */
export interface ConsentLine {
  readonly at: Instant;
  readonly isIn: boolean;
  readonly source: 'api' | 'import' | 'user_preferences' | 'chat';
}

/** Everything said about a copy of one's data (GDPR 15 and 20). */
export interface AccessTexts {
  /** A button: at most 20 code points. */
  readonly confirm: string;
  readonly preview: {
    readonly opening: (facts: { readonly businessName: string }) => string;
    readonly holds: string;
    readonly consentsOpening: (facts: { readonly businessName: string }) => string;
    /** How it comes, how long it can be opened, and that it is for their eyes. `days`: in words. */
    readonly delivery: (facts: { readonly days: string }) => string;
    readonly question: string;
  };
  /** What the states of a request say in their own words here. */
  readonly talk: MatterTexts;
  readonly news: NewsTexts;
  /** It waited until the person may be written to again. Said once they have written, before the link comes. */
  readonly awaits: (facts: Referenced) => string;
  /** It waits, and for what. One line, for a template. */
  readonly awaitsLine: string;
  readonly status: (facts: Referenced & { readonly group: StatusGroup; readonly day: string | null }) => string;
  /** The code itself, where it goes out as a chat message. */
  readonly codeMessage: (facts: { readonly code: string; readonly minutes: number }) => string;
  readonly ready: (facts: Referenced & { readonly url: string; readonly days: string }) => string;
  /** Nothing is held: that is an answer as well. */
  readonly empty: (facts: Referenced & { readonly businessName: string }) => string;
  readonly consents: (
    facts: Referenced & { readonly businessName: string; readonly lines: readonly ConsentLine[] },
  ) => string;
  readonly withheld: (facts: { readonly day: string; readonly businessName: string }) => string;
  /** Another request is under way. */
  readonly busy: (facts: Referenced & { readonly what: 'erasure' | 'part' | 'copy' }) => string;
}
