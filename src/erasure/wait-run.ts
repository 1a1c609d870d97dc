import { newsTextsOf } from '../../flows/coded/words.ts';
import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { toInstant } from '../domain/instant.ts';
import { riskOf } from '../domain/risk.ts';
import { goesOnAt, requestClocks, slowUntil } from '../requests/clocks.ts';
import { isWholeErasure } from '../domain/matter.ts';
import {
  type DueNotice,
  endedStates,
  type PersonNotice,
  type RequestRecord,
  runningStates,
} from '../requests/request-record.ts';
import { dayOf, type PersonNews } from '../requests/tell-person.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type RunSession } from './run-session.ts';
import { type RunnerParts } from './runner-parts.ts';

/** `moved`: look again. A time: nothing to do before it. */
export type WaitMove = 'moved' | { readonly dueAt: number };

type WaitParts = Pick<RunnerParts, 'breaker' | 'riskSignals' | 'subjects' | 'telemetry' | 'clock'>;

/** Until delay and objection window are over, a hold's review date is past, and the breaker lets it through. */
export async function waitToBegin(parts: WaitParts, session: RunSession, tenant: Tenant): Promise<WaitMove> {
  const now = parts.clock.now();
  const { state, startsAt, verifiedAt } = session.request;
  const since = toInstant(verifiedAt ?? now);
  const until = state.name === 'on_hold' ? goesOnAt(state.reviewAt, startsAt) : (startsAt ?? now);
  if (until <= now) {
    const heldUntil = await heldByBreaker(parts, session, tenant, now);
    if (heldUntil !== null) return heldUntil;
    const noticesDue = [...session.request.noticesDue, ...slowNews(session.request)];
    await session.change({ state: { name: 'planning', verifiedAt: since }, noticesDue });
    return 'moved';
  }
  if (state.name === 'verified') {
    await session.change({ state: { name: 'waiting', verifiedAt: since, until: toInstant(until) } });
    return 'moved';
  }
  // Held or not, in the days that were promised to them the person hears daily how to cancel.
  const delayUntil = Math.min(until, startsAt ?? now);
  return delayUntil <= now ? { dueAt: until } : remind(session, verifiedAt ?? now, delayUntil, now);
}

/** No code was typed: after seven days in which the person could cancel each day, it is verified all the same. */
export async function goSlow(parts: WaitParts, session: RunSession, tenant: Tenant): Promise<WaitMove> {
  const { subjects, riskSignals, clock, telemetry } = parts;
  const now = clock.now();
  const { request } = session;
  const { slowPath, person } = request;
  const since = slowPath === null ? now : Date.parse(slowPath.since);
  if (now < since + requestClocks.slowMs) return remind(session, since, since + requestClocks.slowMs, now);
  // Its delay has passed: the seven days are the longest there is. No day is moved nearer that the person was told.
  const window = now + tenant.instruction.objectionHours * 3_600_000;
  const startsAt = slowPath === null ? window : Math.max(window, slowUntil(slowPath));
  const risk = riskOf(await riskSignals(tenant, request, null), tenant.risk);
  await session.change({
    state: { name: 'verified', verifiedAt: toInstant(now) },
    verifiedAt: now,
    startsAt,
    risk,
    codeChannel: null,
    // What begins at once is told when it does: it may be held up.
    noticesDue: ['dsr.verified', ...(startsAt > now ? slowNews(request) : [])],
    attempts: 0,
  });
  // Should we die here, the request locks out by itself (LockOuts).
  if (person !== null) await subjects.lockOut(person.subjectId, true);
  telemetry.event('request_verified', { right: request.matter.right, risk: risk.level, way: 'slow-path' });
  return 'moved';
}

/** "The week is over": once, to whoever waited it out here. */
function slowNews({ slowPath, told }: RequestRecord): readonly DueNotice[] {
  return slowPath === null || slowPath.isAtOperator === true || told.includes('person.slow-over')
    ? []
    : ['person.slow-over'];
}

/** Each day of a wait that is longer than one the person hears of it, and how to cancel. */
async function remind(session: RunSession, since: number, until: number, now: number): Promise<WaitMove> {
  const { remindedAt, noticesDue } = session.request;
  const next = Math.max(since, remindedAt ?? 0) + requestClocks.remindMs;
  if (next >= until) return { dueAt: until };
  if (next > now) return { dueAt: next };
  await session.change({ remindedAt: now, noticesDue: [...noticesDue, 'person.waiting'] });
  return 'moved';
}

/** `null`: it may begin. Else it waits for the business, and for the law's clock if nobody taps. */
async function heldByBreaker(
  { breaker, telemetry }: WaitParts,
  session: RunSession,
  tenant: Tenant,
  now: number,
): Promise<WaitMove | null> {
  const { requestId, breaker: gate, verifiedAt, noticesDue } = session.request;
  // A copy, or a part, destroys little: mass deletion is what is held.
  if (gate === 'released' || !isWholeErasure(session.request.matter)) return null;
  const lawAt = (verifiedAt ?? now) + requestClocks.breakerMs;
  if (now >= lawAt) {
    // The person's month is nearly over: their right goes before our doubt. The operator hears of it.
    if (gate === 'held') telemetry.fault('breaker_overruled', null, { requestId });
    return null;
  }
  if (gate === 'held') return { dueAt: lawAt };
  if (await breaker.mayBegin(tenant)) return null;
  await session.change({ breaker: 'held', noticesDue: [...noticesDue, 'person.breaker'] });
  telemetry.event('breaker_held', { requestId });
  return 'moved';
}

/** News whose words follow from the request alone. */
export type News = Exclude<PersonNotice, 'person.refused'>;

const newsNotices: readonly DueNotice[] = [
  'person.waiting',
  'person.slow-over',
  'person.breaker',
  'person.extended',
] satisfies readonly News[];

export function isNewsNotice(notice: DueNotice): boolean {
  return newsNotices.includes(notice);
}

/** What the person hears, long and in one line. `null`: it is no longer so. */
export function newsOf(
  request: RequestRecord,
  notice: News,
  { complaint, now }: { readonly complaint: string; readonly now: number },
): Pick<PersonNews, 'body' | 'line'> | null {
  const { locale, reference, extension } = request;
  const texts = protectionTexts[locale];
  // Held up until it was over.
  if (endedStates.includes(request.state.name)) return null;
  switch (notice) {
    case 'person.waiting': {
      const until = promisedOf(request);
      // Held up until that day came: nobody is told of a day that is past.
      if (until === null || until <= now) return null;
      const day = dayOf(locale, until);
      const { waiting, waitingLine } = newsTextsOf(request);
      return { body: waiting({ reference, day }), line: waitingLine({ day }) };
    }
    case 'person.slow-over': {
      const until = promisedOf(request);
      if (runningStates.includes(request.state.name) || until === null)
        return { body: texts.slowOver({ reference }), line: texts.slowOverLine };
      const day = dayOf(locale, until);
      return { body: texts.slowOverLater({ reference, day }), line: texts.slowOverLaterLine({ day }) };
    }
    case 'person.breaker':
      return { body: texts.heldUp({ reference }), line: texts.heldUpLine };
    case 'person.copy-waits': {
      if (request.state.name !== 'planning') return null;
      const { awaits, awaitsLine } = accessTexts[locale];
      return { body: awaits({ reference }), line: awaitsLine };
    }
    case 'person.extended': {
      if (extension === null || Date.parse(extension.until) <= now) return null;
      const { until, because } = extension;
      const day = dayOf(locale, until);
      return { body: texts.extended({ reference, day, because, complaint }), line: texts.extendedLine({ day }) };
    }
  }
}

/** When it is going to begin, as the person hears it each day; `null`: nothing says so any more. Milliseconds since the Unix epoch. */
function promisedOf({ state, startsAt, slowPath }: RequestRecord): number | null {
  if (state.name === 'on_hold') return goesOnAt(state.reviewAt, startsAt);
  return startsAt ?? (slowPath === null ? null : slowUntil(slowPath));
}
