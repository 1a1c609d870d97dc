import { type Instant } from '../../../src/domain/instant.ts';
import { type Ground, type HoldGround } from '../../../src/domain/ground.ts';
import { type CancelNote, type CodeChannel, type RequestStateName } from '../../../src/domain/request.ts';

/** One kept class of data, named for the person. `until` is a day in words. */
export interface KeptLine {
  readonly what: string;
  readonly ground: Ground;
  readonly until: Instant;
}

interface Referenced {
  readonly reference: string;
}
/** `wait`: how long, in words of the language. */
interface Waiting {
  readonly wait: string;
}

/** How a request stands, in five groups: what a person wants to know. */
export type StatusGroup = 'needs-code' | 'waiting' | 'on-hold' | 'deleting' | 'delayed' | 'done' | 'ended' | 'gave-way';

/** Everything the deletion conversation says. Bodies with buttons: at most 1,024 code points; the farewell: at most 4,096. */
export interface DeletionTexts {
  /** At most 20 code points each. */
  readonly labels: {
    readonly confirm: string;
    readonly cancel: string;
    readonly resend: string;
    readonly notMe: string;
  };
  readonly preview: {
    readonly opening: (facts: { readonly businessName: string }) => string;
    readonly goes: string;
    /** When the register names nothing. */
    readonly goesAll: string;
    readonly stays: string;
    readonly kept: (line: KeptLine) => string;
    readonly outOfReach: string;
    readonly outOfReachLines: (facts: { readonly businessName: string }) => readonly string[];
    /** `wait`: how long the business may object; `null`: it starts at once. */
    readonly question: (facts: { readonly wait: string | null }) => string;
    /** Ends the first of two messages when one is not enough. */
    readonly questionFollows: string;
  };
  readonly intentReminder: string;
  readonly nothingDeleted: string;
  readonly oneMoment: string;
  readonly codeSent: (facts: {
    readonly channel: CodeChannel;
    readonly digits: number;
    readonly minutes: string;
  }) => string;
  readonly codeExpected: (facts: { readonly digits: number | null }) => string;
  readonly codeExpired: string;
  readonly codeWrong: (facts: { readonly triesLeft: number }) => string;
  readonly codeVoid: string;
  /** Number or phone changed while a code was on its way. */
  readonly identityChanged: string;
  readonly notIssued: {
    readonly tooSoon: (facts: Waiting) => string;
    readonly dailyLimit: (facts: Waiting & Referenced) => string;
    readonly noChannel: (facts: Referenced & { readonly businessName: string }) => string;
    readonly failed: string;
    readonly unknown: string;
  };
  readonly locked: (facts: Waiting & Referenced) => string;
  readonly lockOver: string;
  readonly started: (facts: Referenced) => string;
  readonly startsLater: (facts: Referenced & { readonly day: string }) => string;
  readonly running: (facts: Referenced) => string;
  readonly cancelling: string;
  readonly cancelled: (facts: Referenced) => string;
  readonly cancelledNotMe: (facts: Referenced) => string;
  readonly cannotCancel: (facts: Referenced) => string;
  /** `instead`: in place of those of the group, where they are not true of what was asked for. */
  readonly status: (
    facts: Referenced & { readonly group: StatusGroup; readonly day: string | null; readonly instead?: string | null },
  ) => string;
  /** Of STATUS, once it is done, where a ground keeps something. */
  readonly doneButKept: (facts: Referenced) => string;
  /** What is typed back to confirm, where the business chose that; the numbers of the code follow it. */
  readonly phraseWords: string;
  readonly phraseMessage: (facts: { readonly phrase: string; readonly minutes: number }) => string;
  readonly phraseExpected: string;
  /** Above the button by which somebody whose number WhatsApp hides shares it. */
  readonly numberNeeded: string;
  /** The code itself, where it goes out as a chat message. */
  readonly codeMessage: (facts: { readonly code: string; readonly minutes: number }) => string;
  /** When the run takes more than a few seconds. */
  readonly progress: (facts?: Partial<Referenced>) => string;
  /** When the business paused it. `day`: in words, when it goes on by itself. */
  readonly paused: (facts: Referenced & { readonly ground: HoldGround; readonly day: string }) => string;
  /** When the run stopped short and people look at it. */
  readonly blocked: (facts: Referenced) => string;
  /** The last message. `erased`: labels of what went. */
  readonly farewell: (
    facts: Referenced & {
      readonly businessName: string;
      readonly erased: readonly string[];
      readonly kept: readonly KeptLine[];
      /** Where the signed receipt is, and what shows that it is theirs. Mirrored: the business's own phone shows this chat. */
      readonly receipt: { readonly url: string; readonly claimSecret: string; readonly isMirrored: boolean };
    },
  ) => string;
}

/** What differs from one matter to the next. */
type OwnWords =
  | 'intentReminder'
  | 'nothingDeleted'
  | 'started'
  | 'startsLater'
  | 'running'
  | 'cancelled'
  | 'cancelledNotMe'
  | 'cannotCancel';

/** What is said while a code is sent, awaited and checked, the same for every matter. */
type CodeWords =
  | 'oneMoment'
  | 'codeSent'
  | 'codeExpected'
  | 'codeExpired'
  | 'codeWrong'
  | 'codeVoid'
  | 'identityChanged'
  | 'phraseExpected'
  | 'numberNeeded'
  | 'notIssued'
  | 'locked'
  | 'lockOver'
  | 'cancelling';

/** Everything the states of a coded request say. */
export type CodedTexts = Pick<DeletionTexts, OwnWords | CodeWords>;
/** What a matter says in its own words. */
export type MatterTexts = Pick<DeletionTexts, OwnWords>;

/** What is told unasked while a request waits or is stuck. `day`: in words. */
export interface NewsTexts {
  /** The run stopped short and people look at it. */
  readonly blocked: (facts: Referenced) => string;
  /** Each day of a long wait. */
  readonly waiting: (facts: Referenced & { readonly day: string }) => string;
  /** The same in one line, for a template. */
  readonly waitingLine: (facts: { readonly day: string }) => string;
}

const groups: Readonly<Record<RequestStateName, StatusGroup>> = {
  intent_shown: 'needs-code',
  code_sent: 'needs-code',
  code_locked: 'needs-code',
  verified: 'waiting',
  waiting: 'waiting',
  on_hold: 'on-hold',
  planning: 'deleting',
  erasing: 'deleting',
  scanning: 'deleting',
  blocked: 'delayed',
  erased: 'done',
  closed: 'done',
  answered: 'done',
  cancelled: 'ended',
  expired: 'ended',
  refused: 'ended',
};

/** The group of a request's state; a state of tomorrow counts as waiting. `because`: why it was cancelled, as far as it is known. */
export function statusGroup(state: RequestStateName, because?: CancelNote): StatusGroup {
  if (because === 'everything') return 'gave-way';
  return (groups as Partial<Record<string, StatusGroup>>)[state] ?? 'waiting';
}
