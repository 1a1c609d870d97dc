import { type Letter } from '../src/domain/logged-request.ts';
import { type CorrectionRefusal } from '../src/domain/correction.ts';
import { type Instant } from '../src/domain/instant.ts';
import { type RiskReason } from '../src/domain/risk.ts';
import { type Matter } from '../src/domain/matter.ts';
import { type CancelNote, type CodeChannel, type RequestStateName, type Right } from '../src/domain/request.ts';
import { type TakenBack } from '../src/domain/taken-back.ts';

/** Everything that can come back from performing an effect. */
export type Outcome =
  | {
      readonly kind: 'request-opened';
      readonly requestId: string;
      readonly reference: string;
      /** Found again on the slow path: when it goes on without a code. */
      readonly slowUntil?: Instant | null;
    }
  /** Another request of the same person is under way, and comes first. */
  | { readonly kind: 'request-busy'; readonly reference: string; readonly matter: Matter }
  /** Who stands behind this number may have changed lately: no copy leaves for now. Erasing stays possible. */
  | { readonly kind: 'copy-withheld'; readonly until: Instant }
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
      /** `number-needed`: a code goes to a number only, and WhatsApp hides it. `no-number`: the person keeps it to themselves. */
      /** `unknown`: it may or may not have gone out (a crash in between); it is not blindly sent again. */
      readonly reason:
        | 'too-soon'
        | 'daily-limit'
        | 'locked'
        | 'budget'
        | 'no-channel'
        | 'number-needed'
        | 'no-number'
        | 'failed'
        | 'unknown';
      readonly retryAt: Instant | null;
      /** When it goes on without a code. */
      readonly slowUntil?: Instant | null;
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
        | { readonly name: 'locked'; readonly until: Instant; readonly slowUntil?: Instant | null };
    }
  | { readonly kind: 'request-cancelled'; readonly requestId: string }
  /** It has ended, and the chat that waits for it was not told. */
  | { readonly kind: 'request-over'; readonly requestId: string }
  | { readonly kind: 'request-not-cancellable'; readonly requestId: string; readonly reference: string }
  /** A request that another chat had opened. `isCancelled` false: it is past the point of no return. */
  | {
      readonly kind: 'open-cancelled';
      readonly reference: string;
      readonly matter: Matter;
      readonly because: 'asked' | 'not-me';
      readonly isCancelled: boolean;
    }
  /** `isAside`: another matter was stopped with the same word, and has been answered. */
  | { readonly kind: 'nothing-open'; readonly isAside?: true }
  /** What was asked of businesses on the operator's number, taken back as far as that goes. `requestId: null`: of all of it. */
  | {
      readonly kind: 'asked-taken-back';
      readonly requestId: string | null;
      readonly because: 'asked' | 'not-me';
      readonly asked: readonly TakenBack[];
    }
  | {
      readonly kind: 'erasure-scheduled';
      readonly requestId: string;
      readonly reference: string;
      readonly startsAt: Instant;
      /** Why it waits, if not for the business's window alone. */
      readonly reason?: RiskReason | null;
    }
  /** Each business that was named was asked, or a human passes it on; one reference each. */
  | {
      readonly kind: 'handed-over';
      readonly requestId: string;
      readonly asked: readonly { readonly words: string; readonly reference: string }[];
      readonly dueAt: Instant;
    }
  /** `null`: it was asked too often today. */
  | { readonly kind: 'mandate-passed'; readonly passed: { readonly reference: string; readonly dueAt: Instant } | null }
  | {
      readonly kind: 'status-found';
      readonly right: Right;
      readonly reference: string;
      readonly state: RequestStateName;
      readonly because?: CancelNote;
      readonly dueAt: Instant | null;
      /** An erasure of a part. */
      readonly isPart?: true;
      /** It is done, and a ground (or a refusal in force) keeps something of what was asked for. */
      readonly somethingStays?: true;
    }
  | {
      readonly kind: 'correction-found';
      readonly reference: string;
      readonly state: 'asked' | 'done' | 'refused';
      readonly reason: CorrectionRefusal | null;
      readonly dueAt: Instant;
    }
  /** Asked on the operator's number, and with people: of the business, which holds nothing here, or of the operator. */
  | {
      readonly kind: 'relay-found';
      /** Who has it in hand; `answered`: they say that they have answered. */
      readonly to: 'business' | 'people' | 'answered';
      readonly reference: string;
      readonly dueAt: Instant;
    }
  /** Asked by letter or the like, noted by the business's staff, and not asked for in the chat yet. At least one. */
  | { readonly kind: 'letters-found'; readonly letters: readonly Letter[] }
  | { readonly kind: 'status-unknown' }
  | { readonly kind: 'human-told'; readonly told: boolean }
  /** The person shared their own number by our button (`origin: contact_request`), and it is known now. */
  | { readonly kind: 'number-shared' }
  /** Number, id or key of the person changed since they were last heard: a code that was on its way counts no more. */
  | { readonly kind: 'identity-changed' }
  /** `adsAreStopped`: the pause is lifted, and an earlier objection to advertising stands. */
  | { readonly kind: 'restriction-recorded'; readonly restricts: boolean; readonly adsAreStopped?: boolean }
  | { readonly kind: 'correction-filed'; readonly reference: string; readonly dueAt: Instant }
  /** `isHeldBack`: a request is under way, and an agreement was not recorded. */
  | { readonly kind: 'objection-recorded'; readonly objects: boolean; readonly isHeldBack?: true };
