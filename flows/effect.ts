import { type Locale } from '../src/domain/locale.ts';
import { type OutboundMessage } from '../src/domain/outbound.ts';
import { type CorrectionField } from '../src/domain/correction.ts';
import { type Matter } from '../src/domain/matter.ts';
import { type Right } from '../src/domain/request.ts';

/** Timers a flow may set. A timer fires once; setting it again moves it. */
export type TimerName = 'idle' | 'code';

/**
 * Everything a flow may ask for. An effect is data: it is stored with the state in one write, then performed, and what
 * came of it returns as an {@link import('./outcome.ts').Outcome}. A flow never sees a code, a token or a database.
 */
export type FlowEffect =
  /** Says something in the chat. No outcome. */
  | { readonly kind: 'reply'; readonly message: OutboundMessage }
  /** Opens (or finds again) the person's request. Outcome `request-opened`, `request-busy` or `copy-withheld`. */
  | { readonly kind: 'open-request'; readonly matter: Matter; readonly locale: Locale }
  /** Draws, stores (keyed) and sends a one-time code. Outcome `code-issued` or `code-not-issued`. */
  | { readonly kind: 'issue-code'; readonly requestId: string; readonly right: Right; readonly locale: Locale }
  /** Checks the candidate that the conversation stage took out of the message. Outcome `code-checked`. */
  | { readonly kind: 'check-code'; readonly requestId: string; readonly right: Right }
  /** The person would rather wait than share their number. Outcome `code-not-issued`, with the day on which it goes on without a code. */
  | { readonly kind: 'go-without-code'; readonly requestId: string }
  /** Takes the request back. Outcome `request-cancelled`, `request-not-cancellable`, or `asked-taken-back` of what was handed over. */
  | { readonly kind: 'cancel-request'; readonly requestId: string; readonly because: 'asked' | 'not-me' | 'moved-on' }
  /**
   * Takes back whatever this person has open at the business, which this chat may know nothing of: another number of theirs, a
   * chat that began anew; on the operator's number also what was asked of businesses. Outcome `open-cancelled`,
   * `asked-taken-back` or `nothing-open`. `isAside`: something else was stopped with the same word; then nothing is
   * said when nothing is open.
   */
  | { readonly kind: 'cancel-open'; readonly because: 'asked' | 'not-me'; readonly isAside?: true }
  /** Hands the verified request to `src/requests`. Outcome `erasure-scheduled`. From then on the flow only answers questions. */
  | { readonly kind: 'start-erasure'; readonly requestId: string }
  /** Hands the verified request for a copy over. Outcome `erasure-scheduled`, with the moment at which it is made. */
  | { readonly kind: 'start-access'; readonly requestId: string }
  /** The person wrote, for which the copy of this request waits: it is handed over. No flow asks for it, the request does. No outcome. */
  | { readonly kind: 'hand-copy'; readonly requestId: string }
  /** Looks up how a request stands: the one open, or the one the person named. Outcome `status-found`, `relay-found`, `correction-found`, `letters-found` or `status-unknown`. */
  | { readonly kind: 'look-up-status'; readonly requestId: string | null; readonly reference: string | null }
  /** Passes the chat to the business's people, without contents. Outcome `human-told`. */
  | { readonly kind: 'tell-human'; readonly locale: Locale }
  /**
   * Records an objection to marketing (GDPR 21(3): at once, no code), or lifts what holds: a pause first, and marketing as it was; where
   * there is none, the objection. Outcome `objection-recorded`, or `restriction-recorded` of a pause that is lifted.
   */
  | { readonly kind: 'record-objection'; readonly objects: boolean }
  /** Freezes the use of the person's data (GDPR 18): at once, no code. Outcome `restriction-recorded`. */
  | { readonly kind: 'record-restriction' }
  /** Passes a wrong entry on to the business, with what is right. Outcome `correction-filed`. */
  | {
      readonly kind: 'file-correction';
      readonly field: CorrectionField;
      readonly value: string;
      readonly locale: Locale;
    }
  /** The code was right: asks each business that was named. Outcome `handed-over`. */
  | { readonly kind: 'hand-over'; readonly requestId: string }
  /** Somebody asks for another person: passed on to people, who check the mandate. Outcome `mandate-passed`. */
  | { readonly kind: 'pass-on-mandate'; readonly words: string; readonly locale: Locale }
  | { readonly kind: 'set-timer'; readonly timer: TimerName; readonly afterMinutes: number }
  | { readonly kind: 'clear-timer'; readonly timer: TimerName };
