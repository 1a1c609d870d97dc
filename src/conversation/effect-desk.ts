import { type CorrectionField, type CorrectionRefusal } from '../domain/correction.ts';
import { type Instant } from '../domain/instant.ts';
import { type Letter } from '../domain/logged-request.ts';
import { type Locale } from '../domain/locale.ts';
import { type Matter } from '../domain/matter.ts';
import { type RiskReason } from '../domain/risk.ts';
import {
  type CancelNote,
  type CodeChannel,
  type NoCodeReason,
  type RequestStateName,
  type Right,
} from '../domain/request.ts';
import { type TakenBack } from '../domain/taken-back.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Subject } from './subjects.ts';

/** What came of opening a request. */
export type Opening =
  | {
      readonly name: 'open';
      readonly requestId: string;
      readonly reference: string;
      /** When it starts at the earliest, if the code was typed already; `null` while it was not. */
      readonly startsAt: Instant | null;
      /** On the slow path: when it is verified without a code. */
      readonly slowUntil?: Instant | null;
    }
  /** Another one of the same person is confirmed and under way. */
  | { readonly name: 'busy'; readonly reference: string; readonly matter: Matter }
  /** No copy leaves before then: who stands behind the number may have changed. */
  | { readonly name: 'withheld'; readonly until: Instant };

/** What the conversation needs of `src/requests`. */
export interface RequestDesk {
  /** Opens the person's request, or finds the open one again. */
  open(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly phoneNumberId: string;
    readonly matter: Matter;
    readonly locale: Locale;
  }): Promise<Opening>;
  codeSent(requestId: string, channel: CodeChannel): Promise<void>;
  /**
   * No code can be had: the slow path begins, if it has not. @param until when one can be had again; `null`: never.
   * @returns when it is verified without one; `null`: it is past that, or over.
   */
  noCode(requestId: string, because: NoCodeReason, until: Instant | null): Promise<Instant | null>;
  cancel(
    requestId: string,
    because?: 'asked' | 'not-me' | 'moved-on',
  ): Promise<{ readonly isCancelled: boolean; readonly reference: string }>;
  /** Takes back what the person has open, whichever chat opened it. `null`: there is nothing. */
  cancelOpen(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly because: 'asked' | 'not-me';
  }): Promise<{ readonly isCancelled: boolean; readonly reference: string; readonly matter: Matter } | null>;
  /**
   * The right code was typed: lock-out, the business told, erasing scheduled. Idempotent. `null`: it was taken back or ran out
   * before that could be written down (an outage of a day), so that nothing was started. @param waited the slow path on the
   * operator's number took the place of a code.
   */
  verified(
    requestId: string,
    waited?: { readonly since: Instant; readonly because: NoCodeReason },
  ): Promise<{
    readonly reference: string;
    readonly startsAt: Instant;
    /** Why it waits, where the reason lies in the request and not in the business's window. */
    readonly reason?: RiskReason | null;
  } | null>;
  /** The person wrote, and the request waits for that: it is looked at. */
  heard(requestId: string): Promise<void>;
  /** It ended, in whatever way; or nothing is known of it any more. */
  isOver(requestId: string): Promise<boolean>;
  /** Only of the same tenant; by reference alone, or the person's open one. */
  status(order: {
    readonly tenant: Tenant;
    /** `null`: of whoever asks nothing is known; then only a reference leads to a request. */
    readonly subject: Subject | null;
    readonly requestId: string | null;
    readonly reference: string | null;
  }): Promise<{
    readonly right: Right;
    readonly reference: string;
    readonly state: RequestStateName;
    /** Why it was cancelled, as far as that is noted. */
    readonly because?: CancelNote;
    readonly dueAt: Instant | null;
    /** An erasure of a part. */
    readonly isPart?: true;
    readonly somethingStays?: true;
  } | null>;
}

/** Records an objection to marketing, or its end. */
export interface Objections {
  /** False: an agreement that was not recorded, since a request of theirs is under way. */
  record(order: { readonly tenant: Tenant; readonly subject: Subject; readonly objects: boolean }): Promise<boolean>;
}

/** Passes on what is wrong and what is right; the business decides. */
export interface CorrectionDesk {
  file(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly phoneNumberId: string;
    readonly locale: Locale;
    readonly field: CorrectionField;
    readonly value: string;
  }): Promise<{ readonly reference: string; readonly dueAt: Instant }>;
  /** Of the same person, by reference: of somebody else's it says nothing, not even that there is one. */
  status(order: { readonly tenant: Tenant; readonly subject: Subject; readonly reference: string }): Promise<{
    readonly reference: string;
    readonly state: 'asked' | 'done' | 'refused';
    readonly reason: CorrectionRefusal | null;
    readonly dueAt: Instant;
  } | null>;
}

/** What somebody asked by letter or the like, as the business's staff noted it. */
export interface LetterDesk {
  /** Only of the same person, first due first; `isAnswered`: by a copy that was handed over since. `reference`: that one alone; of somebody else's it says nothing, not even that there is one. */
  lettersOf(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly reference: string | null;
  }): Promise<readonly (Letter & { readonly isAnswered: boolean })[]>;
}

/** Freezes the use of a person's data, and lets it go on (GDPR 18). The business is told: it has copies of its own. */
export interface Restrictions {
  pause(order: { readonly tenant: Tenant; readonly subject: Subject }): Promise<void>;
  /**
   * `null`: nothing is paused, or a request of theirs is under way. Asked again with the same `askId` it is what it was.
   * `adsAreStopped`: an objection to advertising stands beside it.
   */
  lift(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly askId: string;
  }): Promise<{ readonly adsAreStopped: boolean } | null>;
}

/** What is asked on the operator's own number of other businesses, or for another person. */
export interface RelayDesk {
  /** The right code was typed: asks each business. Idempotent. `null`: it was taken back, or ran out. */
  handOver(order: { readonly tenant: Tenant; readonly subject: Subject; readonly requestId: string }): Promise<{
    readonly asked: readonly { readonly words: string; readonly reference: string }[];
    readonly dueAt: Instant;
  } | null>;
  /** @param askId the same for the same asking. `null`: too often today. */
  passOn(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly phoneNumberId: string;
    readonly locale: Locale;
    readonly words: string;
    readonly askId: string;
  }): Promise<{ readonly reference: string; readonly dueAt: Instant } | null>;
  /**
   * Takes back what the same person had handed over, at each business up to its point of no return. @param requestId of one asking;
   * `null`: of whatever still goes on. @param askId the same for the same asking. `null`: there is nothing of it.
   */
  takeBack(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly requestId: string | null;
    readonly because: 'asked' | 'not-me';
    readonly askId: string;
  }): Promise<readonly TakenBack[] | null>;
  /** Only of the same person. */
  status(order: { readonly tenant: Tenant; readonly subject: Subject; readonly reference: string }): Promise<
    | {
        readonly name: 'passed-on';
        /**
         * `business`: it holds nothing about them here, and was told. `people`: the operator's pass it on. `answered`: either says
         * that they have answered.
         */
        readonly to: 'business' | 'people' | 'answered';
        readonly reference: string;
        readonly dueAt: Instant;
      }
    | {
        readonly name: 'request';
        readonly right: Right;
        readonly reference: string;
        readonly state: RequestStateName;
        readonly dueAt: Instant | null;
        readonly somethingStays?: true;
      }
    | null
  >;
}

/** Tells the business's people that somebody asks for a human: a reference, never contents. */
export interface HumanDesk {
  tell(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly phoneNumberId: string;
    readonly locale: Locale;
  }): Promise<boolean>;
}

/** The second way of sending a code: to an e-mail address that the tenant already held. */
export interface CodeMail {
  send(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly right: Right;
    readonly locale: Locale;
    readonly code: string;
    readonly lifeMinutes: number;
  }): Promise<CodeMailResult>;
}

export type CodeMailResult =
  | { readonly name: 'accepted' }
  /** No address is known, or the mail server refused. */
  | { readonly name: 'refused' }
  /** The mail server is away or busy: surely nothing went out. `afterMs`: in milliseconds. */
  | { readonly name: 'try-later'; readonly afterMs: number }
  /** It was on its way and no answer came. */
  | { readonly name: 'unknown' };

/** Notes a message of the bot's own in the message log (owner mode), so that its statuses find it. */
export interface SentLog {
  sent(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly phoneNumberId: string;
    readonly messageId: string;
    readonly type: string;
    readonly templateName: string | null;
    /** The number as Meta's answer spells it. */
    readonly waId?: string | undefined;
  }): Promise<void>;
}
