import { type Instant } from '../../src/domain/instant.ts';
import { type CodeChannel, type NoCodeReason as SlowReason } from '../../src/domain/request.ts';

export interface NamedRequest {
  readonly requestId: string;
  /** `ER-XXXX-XXXX-XXXX`. */
  readonly reference: string;
  /** On the slow path: when it goes on without a code. Until then the chat does not let go of it, so that CANCEL is heard. */
  readonly slowUntil?: Instant | null;
}

/** Why no code is at hand. `unknown`: one may be on its way. `identity-changed`: what was sent counts no more. */
type NoCodeReason =
  'identity-changed' | 'void' | 'expired' | 'too-soon' | 'daily-limit' | 'budget' | 'no-channel' | 'failed' | 'unknown';

/** Where the deletion conversation stands. Each member has exactly its own fields. */
export type CodedState =
  /** What goes and what stays was shown; nothing is opened. */
  | { readonly name: 'intent_shown' }
  /** Confirmed; `open-request` is on its way. `earlier`: the request it went on with, of which a code may still be under check. */
  | { readonly name: 'opening'; readonly earlier: NamedRequest | null }
  /** Cancelled while the request was being opened: it is cancelled as soon as its id is known. */
  | { readonly name: 'calling_off'; readonly because: 'asked' | 'not-me' }
  /** `issue-code` is on its way. */
  | ({ readonly name: 'sending_code' } & NamedRequest)
  | ({
      readonly name: 'code_sent';
      readonly channel: CodeChannel;
      readonly digits: number;
      readonly expiresAt: Instant;
    } & NamedRequest)
  /** A code must be asked for again; one that still arrives is checked all the same. */
  | ({ readonly name: 'code_needed'; readonly reason: NoCodeReason; readonly retryAt: Instant | null } & NamedRequest)
  /**
   * A code goes to a number only, and WhatsApp hides it: the person was asked to share it. `asks: 'slow'`: they would rather not, and
   * were asked whether to wait instead.
   */
  | ({ readonly name: 'number_needed'; readonly asks?: 'slow' } & NamedRequest)
  /** Too many wrong codes. The request stays open. */
  | ({
      readonly name: 'code_locked';
      readonly until: Instant;
      readonly because?: SlowReason;
    } & NamedRequest)
  /** Verified and handed over; `startsAt` once it is known. */
  | ({ readonly name: 'running'; readonly startsAt: Instant | null } & NamedRequest)
  /** It ended without this chat: refused, taken back elsewhere, run out. STATUS still says how; all else is heard as if there were none. */
  | ({ readonly name: 'over' } & NamedRequest)
  /** `cancel-request` is on its way. */
  | ({ readonly name: 'cancelling'; readonly because: 'asked' | 'not-me' } & NamedRequest);

export type CodedStateName = CodedState['name'];
export type StateNamed<Name extends CodedStateName> = Extract<CodedState, { readonly name: Name }>;
