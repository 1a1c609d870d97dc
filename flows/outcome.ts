import { type Instant } from '../src/domain/instant.ts';
import { type CodeChannel, type RequestStateName } from '../src/domain/request.ts';

/** Everything that can come back from performing an effect. */
export type Outcome =
  | { readonly kind: 'request-opened'; readonly requestId: string; readonly reference: string }
  | {
      readonly kind: 'code-issued';
      readonly requestId: string;
      readonly channel: CodeChannel;
      readonly digits: number;
      readonly expiresAt: Instant;
    }
  | {
      readonly kind: 'code-not-issued';
      readonly requestId: string;
      /** `number-needed`: a code goes to a number only, and WhatsApp hides it. */
      /** `unknown`: it may or may not have gone out (a crash in between); it is not blindly sent again. */
      readonly reason: 'too-soon' | 'daily-limit' | 'locked' | 'no-channel' | 'number-needed' | 'failed' | 'unknown';
      readonly retryAt: Instant | null;
    }
  | {
      readonly kind: 'code-checked';
      readonly requestId: string;
      readonly result:
        | { readonly name: 'right' }
        | { readonly name: 'wrong'; readonly triesLeft: number }
        /** Three wrong: this code is void, a new one may be asked for. */
        | { readonly name: 'void' }
        | { readonly name: 'expired' }
        /** Nine wrong in 24 hours: no code is taken or sent before `until`. The right itself is never lost. */
        | { readonly name: 'locked'; readonly until: Instant };
    }
  | { readonly kind: 'request-cancelled'; readonly requestId: string }
  | { readonly kind: 'request-not-cancellable'; readonly requestId: string; readonly reference: string }
  | {
      readonly kind: 'erasure-scheduled';
      readonly requestId: string;
      readonly reference: string;
      readonly startsAt: Instant;
    }
  | {
      readonly kind: 'status-found';
      readonly reference: string;
      readonly state: RequestStateName;
      readonly dueAt: Instant | null;
    }
  | { readonly kind: 'status-unknown' }
  | { readonly kind: 'human-told'; readonly told: boolean }
  /** The person shared their own number by our button (`origin: contact_request`), and it is known now. */
  | { readonly kind: 'number-shared' }
  /** Number, id or key of the person changed since they were last heard: a code that was on its way counts no more. */
  | { readonly kind: 'identity-changed' }
  | { readonly kind: 'objection-recorded'; readonly objects: boolean };
