import { type Instant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type Ground } from '../domain/ground.ts';
import { type Matter } from '../domain/matter.ts';
import { type Risk } from '../domain/risk.ts';
import { type CodeChannel, type NoCodeReason, type RequestState, type RequestStateName } from '../domain/request.ts';
import { type NameHash } from '../domain/subject.ts';
import { type Retention } from '../erasure/eraser.ts';
import { type SubjectRef } from '../notifications/notice.ts';
import { type RequestEntry } from '../proof/audit-entry.ts';

/** What must still be said of a request: to the business (`dsr.*`), to the person (`person.*`). */
export type DueNotice =
  | 'dsr.verified'
  | 'dsr.asked'
  | 'dsr.cancelled'
  | 'dsr.erased'
  | 'dsr.closed'
  | 'person.held'
  | 'person.blocked'
  | 'person.progress'
  | PersonNotice;

/** Said to the person by `TellPerson`, which never lets it get lost. */
export type PersonNotice =
  | 'person.waiting'
  | 'person.slow-over'
  | 'person.breaker'
  | 'person.extended'
  | 'person.refused'
  /** A copy waits for the person to write. */
  | 'person.copy-waits';

/** Why the business needs longer than a month (GDPR 12(3)). */
export const extensionReasons = ['complex', 'many-requests'] as const;
export type ExtensionReason = (typeof extensionReasons)[number];

/** Who let a request go on that the breaker held. */
export type ReleasedBy = 'staff-phone' | 'api' | 'operator';

/** What the run is going to do, frozen at the point of no return. */
export interface ErasurePlan {
  /** Hash of the standing instruction that was in force. */
  readonly instructionHash: string;
  /** SHA-256 over what stands here and the request's id, in base64url. */
  readonly hash: string;
  readonly stores: readonly {
    readonly store: string;
    /** Items found. */
    readonly matched: number;
    readonly retention: Retention;
  }[];
}

/** The checkpoint of one store. There is one as soon as its eraser has finished. */
export interface StepRecord {
  readonly store: string;
  readonly retained: number;
  readonly kept: { readonly ground: Ground; readonly until: Instant } | null;
  /** What the last scan found; `null` before it. */
  readonly residual: number | null;
}

/** The identifying half of a request, while it is open. */
export interface RequestPerson {
  readonly subjectId: string;
  readonly keyId: string;
  readonly names: readonly NameHash[];
}

/** A request as stored. Times are milliseconds since the Unix epoch. */
export interface RequestRecord {
  readonly requestId: string;
  readonly reference: string;
  readonly tenantId: string;
  readonly matter: Matter;
  readonly locale: Locale;
  readonly phoneNumberId: string;
  readonly state: RequestState;
  readonly version: number;
  readonly openedAt: number;
  readonly verifiedAt: number | null;
  readonly startsAt: number | null;
  readonly dueAt: number | null;
  readonly lease: { readonly until: number; readonly fence: number };
  readonly attempts: number;
  readonly person: RequestPerson | null;
  readonly run: { readonly keyId: string; readonly sealed: Uint8Array } | null;
  readonly subjectRef: readonly SubjectRef[] | null;
  readonly plan: ErasurePlan | null;
  readonly steps: readonly StepRecord[];
  readonly noticesDue: readonly DueNotice[];
  readonly told: readonly DueNotice[];
  readonly farewellUntil: number | null;
  /** When the person last wrote, noted before their chat was erased; `null`: not known, or over. */
  readonly heardAt: number | null;
  /** How long it waits and why, decided with the right code; `null` before it. */
  readonly risk: Risk | null;
  /** When the person was last reminded that it waits. */
  readonly remindedAt: number | null;
  /** On the slow path since then: seven days on, it is verified without a code. */
  readonly slowPath: {
    readonly since: Instant;
    readonly because: NoCodeReason;
    /** The business's time to object after the seven days, as it was when the person was told the day. Absent: none. */
    readonly windowMs?: number;
    /** The seven days were spent on the operator's number. */
    readonly isAtOperator?: true;
  } | null;
  /** `held`: the breaker keeps it back. `released`: the business, or the law's clock, let it go on. */
  readonly breaker: 'held' | 'released' | null;
  /** The template for news of it is held up: tried again then. `isPaid`: one is taken from the budget already. Time as above. */
  readonly newsHeld: { readonly until: number; readonly isPaid: boolean } | null;
  /** The business took longer, in writing, before the month was over. */
  readonly extension: { readonly until: Instant; readonly because: ExtensionReason } | null;
  /** How the code that was typed had gone out: the receipt says so. Before it was typed: the last that went out, if it is known. */
  readonly codeChannel: CodeChannel | null;
  /** The key epoch in which the last of its keys was destroyed; `null` while one of them may be there. */
  readonly epochId: string | null;
}

/** A step that must still go into the log: written with the state, so that a crash never loses one. */
export type AuditStep = Omit<RequestEntry, 'p'>;

/** Fields that a transition may write; the rest of a request never changes. */
export type RequestChange = Partial<
  Pick<
    RequestRecord,
    | 'state'
    | 'locale'
    | 'phoneNumberId'
    | 'verifiedAt'
    | 'startsAt'
    | 'dueAt'
    | 'attempts'
    | 'person'
    | 'run'
    | 'subjectRef'
    | 'plan'
    | 'steps'
    | 'noticesDue'
    | 'told'
    | 'farewellUntil'
    | 'heardAt'
    | 'codeChannel'
    | 'risk'
    | 'remindedAt'
    | 'slowPath'
    | 'breaker'
    | 'extension'
    | 'newsHeld'
    | 'epochId'
  >
> & {
  /** Gives the lease back with the same write. */
  readonly releasesLease?: true;
  /** When the ended request itself is dropped. */
  readonly expiresAt?: number;
  /** With `breaker: 'released'`: for the log alone. */
  readonly releasedBy?: ReleasedBy;
};

/** The code has not been typed yet: nothing that anybody else could notice has happened. */
export const unverifiedStates: readonly RequestStateName[] = ['intent_shown', 'code_sent', 'code_locked'];

/** Over: nothing but reference, times and counts is left. */
export const endedStates: readonly RequestStateName[] = [
  'erased',
  'closed',
  'answered',
  'cancelled',
  'expired',
  'refused',
];

/** From the right code to the end: no marketing, no export, no staff view of this person. */
export const lockedOutStates: readonly RequestStateName[] = [
  'verified',
  'waiting',
  'on_hold',
  'planning',
  'erasing',
  'scanning',
  'blocked',
];

/** Tries of a step in a row after which it needs people, or at least patience. */
export const stuckAttempts = 5;

/** Worked on, or stuck, and not over. An erasure, whole or in part, has no way back from here. */
export const runningStates: readonly RequestStateName[] = ['planning', 'erasing', 'scanning', 'blocked'];
