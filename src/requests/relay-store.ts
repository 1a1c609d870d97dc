import { type Subject } from '../conversation/subjects.ts';
import { type Locale } from '../domain/locale.ts';
import { type NoCodeReason, type OwnCodeChannel } from '../domain/request.ts';

/** What became of something that people have in hand. Neither: they have not answered. */
export interface PassedOnEnd {
  /** They said that they answered. */
  readonly isAnswered?: true;
  /** How far up the ladder it was brought up again (src/requests/answer-ladder.ts); absent: not yet. */
  readonly rung?: number;
  /** The effect by which the person took it back. */
  readonly takenBackBy?: string;
}

/** One business as it was named. */
export interface RelayedBusiness extends PassedOnEnd {
  readonly words: string;
  readonly reference: string;
  /** Of its own request; `null`: people pass it on; absent: neither yet. */
  readonly requestId?: string | null;
  /** The business that holds nothing about the person, and was told. */
  readonly toldTenantId?: string;
  /** It is asked: nothing is left to be done for it. */
  readonly isAsked?: true;
}

/** What the person wrote, and what became of it. Sealed at rest. */
export interface RelayContents {
  readonly businesses: readonly RelayedBusiness[];
  readonly about: string | null;
  /** For somebody else: who asks for whom, and why they may. */
  readonly mandate: string | null;
  readonly mandateEnd?: PassedOnEnd;
}

/** An ask as stored. Times are milliseconds since the Unix epoch. */
export interface StoredRelay {
  readonly relayId: string;
  readonly tenantId: string;
  readonly subjectId: string;
  readonly reference: string;
  readonly locale: Locale;
  readonly phoneNumberId: string;
  readonly state: 'asked' | 'handed';
  readonly codeChannel: OwnCodeChannel | null;
  readonly contents: RelayContents;
  readonly openedAt: number;
  readonly dueAt: number | null;
  /** No code can be had: since when, and why. */
  readonly slowPath: RelaySlowPath | null;
}

export interface RelaySlowPath {
  readonly since: number;
  readonly because: NoCodeReason;
}

export type NewRelay = Omit<StoredRelay, 'tenantId' | 'subjectId' | 'codeChannel' | 'slowPath'> & {
  readonly expiresAt: number;
  readonly lookAt?: number | null;
};

export interface RelayChange {
  readonly contents?: RelayContents;
  readonly codeChannel?: OwnCodeChannel;
  readonly dueAt?: number;
  readonly expiresAt?: number;
  readonly slowPath?: RelaySlowPath | null;
  /** When its wait for the person, or for people's answer, is looked at again; `null`: it waits for nothing. */
  readonly lookAt?: number | null;
}

/** Where asks to other businesses rest. Whose key is gone is not found any more. */
export interface RelayStore {
  /** `false`: the same is there. @throws OubliError `subject_gone` when the person was erased meanwhile. */
  insert(subject: Subject, relay: NewRelay): Promise<boolean>;
  byId(relayId: string): Promise<StoredRelay | null>;
  /** On the number of one of these tenants. */
  byReference(tenantIds: readonly string[], reference: string): Promise<StoredRelay | null>;
  /**
   * Those of which people have something in hand and have not answered: of one tenant, or of all; the first that is due first. From
   * this one on, if it is given: itself too, as far as it is still open.
   */
  inHand(query: {
    readonly tenantId?: string;
    readonly from?: Pick<StoredRelay, 'relayId' | 'dueAt'>;
  }): AsyncIterable<StoredRelay>;
  /** Those of this person that were handed over, newest first. By their names: whose number it is today finds nobody else's. */
  handedOf(subject: Subject): Promise<readonly StoredRelay[]>;
  /** The one of this person whose code is awaited. */
  askedBy(subjectId: string): Promise<StoredRelay | null>;
  change(relayId: string, change: RelayChange): Promise<void>;
  /** Hands over one whose code was awaited. `null`: it is gone. Whoever comes second gets what the first one wrote. */
  hand(
    relayId: string,
    change: Required<Pick<RelayChange, 'contents' | 'dueAt' | 'expiresAt'>> & Pick<RelayChange, 'slowPath' | 'lookAt'>,
  ): Promise<StoredRelay | null>;
  /** Takes one back whose code was not typed; `false`: it was handed over, or there is none. */
  removeAsked(relayId: string): Promise<boolean>;
  /** How many mandates this person passed on from then on. */
  countMandates(subjectId: string, since: number): Promise<number>;
}

/** Where asks are found that wait without a code, or for people's answer; and those handed over before there was a ladder, once. */
export interface RelayWaitStore {
  /** Takes a due one for `leaseMs`; `null` when it is not due, somebody has it, or it is gone. */
  claim(
    relayId: string,
    now: number,
    leaseMs: number,
  ): Promise<{ readonly tenantId: string; readonly subjectId: string } | null>;
  /** Ids of what is due, longest waiting first. */
  due(now: number, limit: number): Promise<readonly string[]>;
}
