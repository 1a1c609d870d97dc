import { type CorrectionField } from '../domain/correction.ts';
import { type Instant } from '../domain/instant.ts';
import { type Right } from '../domain/request.ts';
import { type StoreCounts } from '../domain/store-counts.ts';

/** The ways a business can be told. */
export const noticeChannels = ['staff', 'email', 'webhook'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

/**
 * One name of the person as the business can compute it for its own list: HMAC-SHA256 under the key shared with the tenant
 * alone (`Tenant.subjectRefKey`). Canonical form and test vectors: docs/subject-ref.md.
 */
export interface SubjectRef {
  readonly kind: 'phone' | 'bsuid';
  readonly hash: string;
}

/** Something that outlives the erasure for a while, and until when. */
export interface HeldItem {
  readonly what: 'farewell' | 'reveal_link';
  readonly until: Instant;
}

/** How an erasure was confirmed. `slow-path`: no code was typed, and in seven days nobody stopped it. */
export type ConfirmedBy = 'code' | 'slow-path';

/** What the business (the controller) is told. Counts, times, references and keyed hashes only. */
export type ControllerNotice =
  | {
      readonly event: 'dsr.verified';
      readonly requestId: string;
      readonly reference: string;
      readonly right: Right;
      readonly confirmedBy: ConfirmedBy;
      readonly verifiedAt: Instant;
      /** When erasing starts: after the objection window. */
      readonly startsAt: Instant;
      /** When the law wants it done: 30 days. */
      readonly dueAt: Instant;
      readonly subjectRef: readonly SubjectRef[];
      /** Shows the raw identifiers for 72 hours; the key stands in the URL's fragment alone. */
      readonly reveal: { readonly url: string; readonly expiresAt: Instant } | null;
    }
  /** A right that the product answers for what it holds, and the business for its own copies. */
  | {
      readonly event: 'dsr.asked';
      readonly requestId: string;
      readonly reference: string;
      /**
       * `copy`: access and portability. `part`: a part is erased, the rest stays. `correction`: something is to be put right, and
       * the business decides. `restriction`: no use is made of the data until it is lifted. `nothing-held`: an erasure, asked by
       * way of the operator of a business that has nothing of the person here. `logged`: a letter that the business noted is nearly
       * late. To the operator alone: `relay`, a business to be asked by people; `mandate`, somebody asks for another person.
       */
      readonly what:
        | 'copy'
        | 'part'
        | 'correction'
        | 'restriction'
        | 'restriction-lifted'
        | 'nothing-held'
        | 'logged'
        | 'relay'
        | 'mandate';
      readonly verifiedAt: Instant;
      /** When the law wants it answered: 30 days. */
      readonly dueAt: Instant;
      readonly subjectRef: readonly SubjectRef[];
      /** As in `dsr.verified`. */
      readonly reveal: { readonly url: string; readonly expiresAt: Instant } | null;
    }
  | {
      readonly event: 'dsr.erased';
      readonly requestId: string;
      readonly reference: string;
      readonly right: Right;
      readonly verifiedAt: Instant;
      readonly erasedAt: Instant;
      readonly subjectRef: readonly SubjectRef[];
      readonly stores: readonly StoreCounts[];
      readonly heldUntil: readonly HeldItem[];
      /** The signed receipt (compact JWS, docs/receipt.md) and the page that shows it. */
      readonly receipt: { readonly jws: string; readonly url: string };
    }
  /** Backups and keys are over as well: the final receipt. */
  | {
      readonly event: 'dsr.closed';
      readonly requestId: string;
      readonly reference: string;
      readonly at: Instant;
      readonly receipt: { readonly jws: string; readonly url: string };
    }
  /** Data of somebody erased was found again, and erased again. Nobody is named: there was nothing left to name them by. */
  | {
      readonly event: 'dsr.resurrection';
      readonly requestId: string;
      readonly reference: string;
      readonly at: Instant;
      readonly stores: readonly StoreCounts[];
    }
  | { readonly event: 'dsr.cancelled'; readonly requestId: string; readonly reference: string; readonly at: Instant }
  /** The signed head of the audit log, to be kept outside: whoever has it sees when the past is rewritten. */
  | {
      readonly event: 'log.head';
      readonly requestId: string;
      /** `LOG-<entries>`. */
      readonly reference: string;
      readonly at: Instant;
      /** Compact JWS: `size` and `root` of the tree (docs/audit-log.md). */
      readonly head: string;
    }
  /** The day's paid sends are spent: codes go by the free ways, or requests take the slow path. */
  | {
      readonly event: 'budget.spent';
      readonly requestId: string;
      /** `BUDGET-<day>`. */
      readonly reference: string;
      readonly at: Instant;
      readonly limit: number;
    }
  /** More erasures at once than is usual: the rest waits until the business lets it go on, or the law's month nears its end. */
  | {
      readonly event: 'breaker.held';
      readonly requestId: string;
      /** `BREAKER-<hour>`. */
      readonly reference: string;
      readonly at: Instant;
      /** How many an hour go on by themselves. */
      readonly limit: number;
      /** The word of the button on the staff phone; on no other way. */
      readonly tap: string;
    }
  /** A person asks for a human. No contents: the staff look into their own inbox. */
  | { readonly event: 'human.requested'; readonly requestId: string; readonly reference: string; readonly at: Instant }
  /** One channel does not take notices: told on the others. `reference` is that of the notice that did not arrive. */
  | {
      readonly event: 'channel.failed';
      readonly requestId: string;
      readonly reference: string;
      readonly at: Instant;
      readonly channel: NoticeChannel;
    };

/** What is right, of something that is to be corrected: shown behind the link alone. */
export interface CorrectedFact {
  readonly field: CorrectionField;
  readonly value: string;
}

/** What a person wrote for people to read: shown behind the link alone. */
export interface AskedFact {
  readonly kind: 'asked_business' | 'asked_about' | 'asked_mandate';
  readonly value: string;
}

export type NoticeEvent = ControllerNotice['event'];
export type VerifiedNotice = Extract<ControllerNotice, { event: 'dsr.verified' }>;
export type AskedNotice = Extract<ControllerNotice, { event: 'dsr.asked' }>;
export type ErasedNotice = Extract<ControllerNotice, { event: 'dsr.erased' }>;
