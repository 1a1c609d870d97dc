import { type Subject } from '../conversation/subjects.ts';
import { type LoggedChannel } from '../domain/logged-request.ts';
import { type Right } from '../domain/request.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type Told } from '../domain/told.ts';

/** A request that came by letter or the like. Times are milliseconds since the Unix epoch. */
export interface LoggedRequest {
  readonly loggedId: string;
  readonly reference: string;
  readonly tenantId: string;
  readonly subjectId: string;
  readonly right: Right;
  readonly channel: LoggedChannel;
  readonly receivedAt: number;
  readonly dueAt: number;
  /** When a copy that answers it was handed over; `null`: it is open. */
  readonly answeredAt: number | null;
  /** How the person heard of it; `null`: nobody has told them yet. */
  readonly told: Told | null;
}

/** Where they rest. Implemented by src/stores/logged-requests.ts. */
export interface LoggedRequestStore {
  /**
   * One a person and right: noted again, the first stands and is given, unless it was answered before this one came. `isNew`: it is
   * the caller's until `tellingUntil` to tell the person.
   */
  insert(
    subject: Subject,
    logged: Pick<LoggedRequest, 'reference' | 'right' | 'channel' | 'receivedAt' | 'dueAt'> & {
      readonly remindAt: number;
      readonly expiresAt: number;
      readonly tellingUntil: number;
    },
  ): Promise<{ readonly logged: LoggedRequest; readonly isNew: boolean }>;
  /** Takes it upon the caller to tell the person. False: they have heard, or somebody else is at it. */
  takeTelling(loggedId: string, now: number, until: number): Promise<boolean>;
  noteTold(loggedId: string, told: Told): Promise<void>;
  /** Ends those of one person and right. They stay, so that the person may ask how they stand; the business hears of them no more. */
  answer(person: Pick<IdentitySet, 'tenantId' | 'hashes'>, right: Right, at: number): Promise<void>;
  /** Those of one person, first due first. */
  ofPerson(subject: Subject): Promise<readonly LoggedRequest[]>;
  /** Takes those of which the business should hear again. Until then they are nobody else's; after it they are taken again. */
  takeReminders(now: number, limit: number, until: number): Promise<readonly LoggedRequest[]>;
  /** The business has heard: no more. */
  noteReminded(loggedId: string): Promise<void>;
}
