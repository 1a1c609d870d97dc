import { randomBytes } from 'node:crypto';

import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { dayInWords, shortName } from '../../flows/phrasing.ts';
import { type Conversations } from '../conversation/conversation.ts';
import { type LetterDesk } from '../conversation/effect-desk.ts';
import { namedPeople } from '../conversation/named-people.ts';
import { identitySetOf, type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Instant, toInstant, toMilliseconds } from '../domain/instant.ts';
import { type LoggedChannel } from '../domain/logged-request.ts';
import { makeReference } from '../domain/reference.ts';
import { type Right } from '../domain/request.ts';
import { type Identifier } from '../domain/subject.ts';
import { identityConflict } from '../messaging/people.ts';
import { type Told } from '../domain/told.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { requestClocks, slowUntil } from './clocks.ts';
import { type LoggedRequest, type LoggedRequestStore } from './logged-request-store.ts';
import { type LastNumber, numberOf } from './number-of.ts';
import { remindEach, type ReminderParts, type Whose } from './remind-each.ts';
import { type RequestStore } from './request-store.ts';
import { type TellPerson } from './tell-person.ts';

/** The business hears again so long before the law's end. Milliseconds. */
const reminderMs = 5 * 86_400_000;
/** What is older is over, or was answered: nobody notes it now. Milliseconds. */
const oldestMs = 365 * 86_400_000;
/** Whoever began to tell the person has done so by then, or has died over it. Milliseconds. */
const tellingMs = 60_000;

/** What a business's staff notes. */
export interface LogEntry {
  readonly identifiers: readonly Identifier[];
  readonly right: Right;
  readonly channel: LoggedChannel;
  readonly receivedAt: Instant;
}

/** Requests that came outside the chat. The staff's word starts the clock and nothing else: the person confirms in the chat, with a code. */
export interface LoggedRequests extends LetterDesk {
  /**
   * Notes it and tells the person how to confirm. Noted again, the first stands, and who was told is not told again.
   * @throws OubliError `person_unknown`, `identity_conflict`, `received_ahead`, `received_long_ago`, `subject_locked_out` (it is confirmed already),
   * `telling_now` (somebody notes it in this moment).
   */
  log(
    tenant: Tenant,
    entry: LogEntry,
  ): Promise<{ readonly reference: string; readonly dueAt: Instant; readonly told: Told }>;
  /** Tells businesses again of what is nearly late. What fails, or is of somebody who is busy just now, is left for later. Returns how many were due. */
  remindDue(limit: number): Promise<number>;
}

interface LoggedRequestParts extends ReminderParts {
  readonly store: LoggedRequestStore;
  readonly requests: Pick<RequestStore, 'openOf'>;
  readonly subjects: Pick<Subjects, 'find' | 'byId'>;
  readonly conversations: Pick<Conversations, 'find'>;
  readonly lastNumber: LastNumber;
  readonly notices: Pick<Notices, 'announceAsked'>;
  readonly tellPerson: TellPerson;
}

/** Makes the book of such requests. */
export function createLoggedRequests(parts: LoggedRequestParts): LoggedRequests {
  const { store, subjects, telemetry, clock } = parts;
  return {
    async log(tenant, { identifiers, right, channel, receivedAt }) {
      const now = clock.now();
      const received = toMilliseconds(receivedAt);
      if (received > now) throw new OubliError('received_ahead', 'It cannot have come after now.');
      if (received < now - oldestMs) throw new OubliError('received_long_ago', 'It came more than a year ago.');
      const [subject, another] = await namedPeople(subjects, tenant, identifiers);
      if (subject === undefined) throw new OubliError('person_unknown', 'Nothing is held here under that name.');
      if (another !== undefined) throw identityConflict();
      if (subject.isLockedOut) throw new OubliError('subject_locked_out', 'The person has confirmed it already.');
      const dueAt = received + requestClocks.lawMs;
      const { logged, isNew } = await store.insert(subject, {
        ...{ reference: makeReference(randomBytes(11)), right, channel, receivedAt: received, dueAt },
        ...{ remindAt: dueAt - reminderMs, expiresAt: Math.max(now, dueAt) + requestClocks.endedMs },
        tellingUntil: now + tellingMs,
      });
      const told = await tellOnce(parts, tenant, subject, logged, isNew);
      telemetry.event('request_logged', { right, channel, result: told });
      return { reference: logged.reference, dueAt: toInstant(logged.dueAt), told };
    },
    async lettersOf({ subject, reference }) {
      const letters = await store.ofPerson(subject);
      return letters
        .filter((one) => reference === null || one.reference === reference)
        .map(({ reference: own, right, receivedAt, dueAt, answeredAt }) => {
          const times = { receivedAt: toInstant(receivedAt), dueAt: toInstant(dueAt) };
          return { reference: own, right, ...times, isAnswered: answeredAt !== null };
        });
    },
    async remindDue(limit) {
      const due = await store.takeReminders(clock.now(), limit, clock.now() + requestClocks.takenMs);
      await remindEach(parts, due, (one, whose) => remind(parts, one, whose));
      return due.length;
    },
  };
}

/** A telling costs money and is read by somebody: the same letter noted again tells only whom the first did not reach. */
async function tellOnce(
  parts: LoggedRequestParts,
  tenant: Tenant,
  subject: Subject,
  logged: LoggedRequest,
  isNew: boolean,
): Promise<Told> {
  const { store, clock } = parts;
  const { loggedId, told, answeredAt } = logged;
  if (!isNew) {
    if (told === 'sent' || told === 'queued' || answeredAt !== null) return told ?? 'unreachable';
    const isOurs = await store.takeTelling(loggedId, clock.now(), clock.now() + tellingMs);
    if (!isOurs) throw new OubliError('telling_now', 'The person is being told of it just now.', { retry: 'yes' });
  }
  const now = await tell(parts, tenant, subject, logged);
  await store.noteTold(loggedId, now);
  return now;
}

async function remind({ store, notices }: LoggedRequestParts, taken: LoggedRequest, whose: Whose | null) {
  const { loggedId, reference, receivedAt, dueAt } = taken;
  if (whose !== null) {
    const { tenant, subject } = whose;
    const standing = (await store.ofPerson(subject)).find((one) => one.loggedId === loggedId);
    // Erased, or answered by a copy, since it was taken.
    if (standing?.answeredAt !== null) return;
    await notices.announceAsked(tenant, {
      ...{ requestId: `${loggedId}.reminder`, reference, what: 'logged' },
      ...{ verifiedAt: toInstant(receivedAt), dueAt: toInstant(dueAt), person: identitySetOf(subject) },
    });
  }
  await store.noteReminded(loggedId);
}

async function tell(
  { tellPerson, conversations, lastNumber, requests }: LoggedRequestParts,
  tenant: Tenant,
  subject: Subject,
  { loggedId: requestId, reference, right, receivedAt }: LoggedRequest,
): Promise<Told> {
  const phoneNumberId = (await numberOf(lastNumber, tenant, subject)) ?? '';
  // In the language of their chat there; else the business's own.
  const locale = (await conversations.find(subject, phoneNumberId))?.state.locale ?? tenant.defaultLocale;
  const texts = protectionTexts[locale];
  const day = dayInWords(locale, toInstant(receivedAt));
  const facts = { businessName: shortName(tenant.name), day };
  const { subjectId, keyId, names } = subject;
  const request = { requestId, reference, locale, phoneNumberId, person: { subjectId, keyId, names } };
  const news = { tenant, request, kind: 'person.logged' } as const;
  const begun = await slowErasureOf(requests, subject);
  if (begun === null) return tellPerson({ ...news, body: texts.logged[right](facts), line: texts.loggedLine });
  const starts = dayInWords(locale, begun.starts);
  const body = `${texts.loggedBesides(facts)}\n${texts.waiting({ reference: begun.reference, day: starts })}`;
  return tellPerson({ ...news, body, line: texts.waitingLine({ day: starts }) });
}

/** The erasure that begins when nobody cancels it in its week: "do nothing" would not be true then. `null`: there is none. */
async function slowErasureOf(
  requests: Pick<RequestStore, 'openOf'>,
  { tenantId, names }: Subject,
): Promise<{ readonly reference: string; readonly starts: Instant } | null> {
  for (const { slowPath, reference } of await requests.openOf(tenantId, names)) {
    if (slowPath !== null) return { reference, starts: toInstant(slowUntil(slowPath)) };
  }
  return null;
}
