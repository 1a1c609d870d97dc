import { type Subject } from '../conversation/subjects.ts';
import { type CorrectionField, type CorrectionRefusal } from '../domain/correction.ts';
import { type Locale } from '../domain/locale.ts';

/** Something a person wants put right. Times are milliseconds since the Unix epoch. */
export interface StoredCorrection {
  readonly correctionId: string;
  readonly reference: string;
  readonly tenantId: string;
  readonly subjectId: string;
  readonly locale: Locale;
  readonly phoneNumberId: string;
  readonly field: CorrectionField;
  readonly state: 'asked' | 'done' | 'refused';
  readonly reason: CorrectionRefusal | null;
  readonly openedAt: number;
  readonly dueAt: number;
}

/** What the business decided. */
export type CorrectionDecision =
  { readonly name: 'done' } | { readonly name: 'refused'; readonly reason: CorrectionRefusal };

/** Where corrections rest. Implemented by src/stores/corrections.ts. */
export interface CorrectionStore {
  /**
   * One open a person and field: the same again keeps its reference and takes the later value; one whose end is past begins its
   * month anew. `isNew`: false then.
   * `null`: the person was erased meanwhile.
   */
  file(order: {
    readonly subject: Subject;
    readonly reference: string;
    readonly locale: Locale;
    readonly phoneNumberId: string;
    readonly field: CorrectionField;
    readonly value: string;
    readonly now: number;
    readonly remindAt: number;
    readonly dueAt: number;
  }): Promise<{ readonly correction: StoredCorrection; readonly isNew: boolean } | null>;
  /** Also by that of one that became one with it, when two people turned out to be one. */
  byReference(tenantId: string, reference: string): Promise<StoredCorrection | null>;
  /** By their names as well: what was somebody's who turned out to be them is theirs. */
  ofPerson(subject: Subject, reference: string): Promise<StoredCorrection | null>;
  /**
   * Those that wait for the business, oldest first. `after`: the last reference of the page before, which may be decided by now;
   * `null`: it is none of the business's.
   */
  open(
    tenantId: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly StoredCorrection[] | null>;
  /** What is right, in clear; `null` when the person was erased. */
  valueOf(correctionId: string): Promise<string | null>;
  /** Until `tellAt` whoever decides tells the person; after it {@link takeReminders} gives it. False: somebody decided before, or it is gone. */
  decide(
    correctionId: string,
    decision: CorrectionDecision,
    times: { readonly now: number; readonly tellAt: number; readonly expiresAt: number },
  ): Promise<boolean>;
  /** The person heard what was decided. */
  noteTold(correctionId: string): Promise<void>;
  /** Takes those of which somebody should hear again, or of whose decision the person has not heard. Until then they are nobody else's; after it they are taken again. */
  takeReminders(now: number, limit: number, until: number): Promise<readonly StoredCorrection[]>;
  /** They heard: when they hear next; `null`: never. Nothing, once it is decided. */
  remindNext(correctionId: string, at: number | null): Promise<void>;
}
