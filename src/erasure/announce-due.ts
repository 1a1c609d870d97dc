import { newsTextsOf } from '../../flows/coded/words.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { dayInWords } from '../../flows/phrasing.ts';
import { standingInWords } from '../../flows/standing.ts';
import { toInstant } from '../domain/instant.ts';
import { addressOf } from '../domain/subject.ts';
import { goesOnAt, requestClocks } from '../requests/clocks.ts';
import { complaintWords } from '../requests/complaint-words.ts';
import { type DueNotice, type RequestRecord } from '../requests/request-record.ts';
import { afterRefusal, tellRefusal } from '../requests/refusals.ts';
import { standingOf } from '../requests/standing-of.ts';
import { type HeldUp, type PersonNews } from '../requests/tell-person.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { heldItems } from './held-items.ts';
import { type Identities } from './identities.ts';
import { type RunSession } from './run-session.ts';
import { type RunnerParts } from './runner-parts.ts';
import { isNewsNotice, type News, newsOf } from './wait-run.ts';

type AnnounceParts = Pick<
  RunnerParts,
  | 'notices'
  | 'reveals'
  | 'sender'
  | 'receipts'
  | 'lateReceipts'
  | 'iss'
  | 'tellPerson'
  | 'forgetNews'
  | 'subjects'
  | 'breaker'
  | 'store'
  | 'clock'
> & {
  readonly identities: Identities;
};

/**
 * Says the first of what must still be said, and notes that it was. Telling the business is durable when it returns and
 * happens once (`Notices`); a word to the person is best effort.
 */
export async function announceNext(parts: AnnounceParts, session: RunSession, tenant: Tenant): Promise<void> {
  const { request } = session;
  const [notice] = sayableNow(request, parts.clock.now());
  if (notice === undefined) return;
  const held = await say(parts, request, tenant, notice);
  if (held !== null) {
    return session.change({ newsHeld: { until: parts.clock.now() + held.afterMs, isPaid: held.isPaid }, attempts: 0 });
  }
  const noted = session.change({
    ...(isHoldable(notice) ? { newsHeld: null } : {}),
    noticesDue: request.noticesDue.filter((one) => one !== notice),
    told: [...new Set([...request.told, notice])],
    // The last thing that pointed to the person, if only for those who hold the tenant's key.
    ...(notice === 'dsr.erased' ? { subjectRef: null } : {}),
    ...(notice === 'person.refused' ? afterRefusal : {}),
    attempts: 0,
  });
  await noted.catch(async (error: unknown) => {
    if (notice === 'dsr.verified' || notice === 'dsr.asked') await dropIfRefused(parts, request);
    throw error;
  });
}

/** What is to be said, but for news whose template is held up. */
export function sayableNow({ noticesDue, newsHeld }: RequestRecord, now: number): readonly DueNotice[] {
  return newsHeld === null || newsHeld.until <= now ? noticesDue : noticesDue.filter((one) => !isHoldable(one));
}

/** When news that are held up are tried again; `null`: none are. Milliseconds since the Unix epoch. */
export function heldNewsUntil({ noticesDue, newsHeld }: RequestRecord): number | null {
  return newsHeld !== null && noticesDue.some(isHoldable) ? newsHeld.until : null;
}

/** News that wait for their template where there is no chat. A refusal does not: the person is forgotten with it, within a minute. */
function isHoldable(notice: DueNotice): boolean {
  return notice === 'person.held' || (notice !== 'person.refused' && isNewsNotice(notice));
}

/** A link that was made while the business refused came too late to go with the refusal. */
async function dropIfRefused({ store, reveals }: AnnounceParts, { requestId }: RequestRecord): Promise<void> {
  const found = await store.byId(requestId);
  if (found?.state.name === 'refused') await reveals.drop(requestId);
}

/** What of it is held up; `null`: it is said, or nothing more can be done. */
async function say(
  parts: AnnounceParts,
  request: RequestRecord,
  tenant: Tenant,
  notice: DueNotice,
): Promise<HeldUp | null> {
  switch (notice) {
    case 'dsr.verified':
      await sayVerified(parts, request, tenant);
      return null;
    case 'dsr.asked':
      await sayAsked(parts, request, tenant);
      return null;
    case 'dsr.cancelled':
      if (request.state.name === 'cancelled')
        await parts.notices.announce(tenant, { event: notice, ...factsOf(request), at: request.state.at });
      return null;
    case 'dsr.erased':
      await sayErased(parts, request, tenant);
      return null;
    case 'dsr.closed':
      await sayClosed(parts, request, tenant);
      return null;
    case 'person.held':
      return tellHeld(parts, request, tenant);
    case 'person.blocked':
    case 'person.progress':
      await sayToPerson(parts, request, tenant, notice);
      return null;
    case 'person.breaker':
      // Only now, that it is written down as held: a tap lets go on what is held, and nothing may be held behind its back.
      if (request.breaker === 'held') await parts.breaker.ask(tenant);
      return tellNews(parts, request, tenant, notice);
    case 'person.waiting':
    case 'person.slow-over':
    case 'person.extended':
    case 'person.copy-waits':
      return tellNews(parts, request, tenant, notice);
    case 'person.refused':
      await tellRefusal(parts, tenant, request, null);
      return null;
  }
}

async function sayVerified(
  { notices, identities }: AnnounceParts,
  request: RequestRecord,
  tenant: Tenant,
): Promise<void> {
  const { matter, verifiedAt, startsAt, slowPath } = request;
  if (verifiedAt === null) return;
  const facts = {
    ...factsOf(request),
    right: matter.right,
    confirmedBy: slowPath === null ? ('code' as const) : ('slow-path' as const),
    verifiedAt: toInstant(verifiedAt),
    startsAt: toInstant(startsAt ?? verifiedAt),
    dueAt: toInstant(verifiedAt + requestClocks.lawMs),
  };
  const person = await identities.gather(request, null);
  await notices.announceVerified(tenant, { ...facts, person });
}

/** A copy, or a part: the business has copies of its own, and its own answer to give (GDPR 12(3), 19). */
async function sayAsked({ notices, identities }: AnnounceParts, request: RequestRecord, tenant: Tenant): Promise<void> {
  const { matter, verifiedAt } = request;
  if (verifiedAt === null) return;
  const person = await identities.gather(request, null);
  const what = matter.right === 'access' ? 'copy' : 'part';
  const dueAt = toInstant(verifiedAt + requestClocks.lawMs);
  await notices.announceAsked(tenant, { ...factsOf(request), what, verifiedAt: toInstant(verifiedAt), dueAt, person });
}

async function sayErased(parts: AnnounceParts, request: RequestRecord, tenant: Tenant): Promise<void> {
  const { notices, reveals, lateReceipts, iss } = parts;
  const { state, matter, subjectRef, farewellUntil, requestId } = request;
  if (state.name !== 'erased') return;
  const heldUntil = heldItems({ farewell: farewellUntil, revealLink: await reveals.heldUntil(requestId) });
  const live = await lateReceipts.ensure(request);
  if (live === null) return;
  const receipt = { jws: live.jws, url: `${iss}/r/${request.reference}` };
  const { verifiedAt, erasedAt, stores } = state;
  const facts = { right: matter.right, verifiedAt, erasedAt, stores, subjectRef: subjectRef ?? [], heldUntil, receipt };
  await notices.announce(tenant, { event: 'dsr.erased', ...factsOf(request), ...facts });
}

async function sayClosed(parts: AnnounceParts, request: RequestRecord, tenant: Tenant): Promise<void> {
  const { state, reference } = request;
  if (state.name !== 'closed') return;
  const issued = await parts.receipts.byReference(reference);
  const final = issued.find(({ kind }) => kind === 'final');
  if (final === undefined) return;
  const receipt = { jws: final.jws, url: `${parts.iss}/r/${reference}` };
  await parts.notices.announce(tenant, { event: 'dsr.closed', ...factsOf(request), at: state.closedAt, receipt });
}

async function sayToPerson(
  { identities, sender }: AnnounceParts,
  request: RequestRecord,
  tenant: Tenant,
  notice: 'person.blocked' | 'person.progress',
): Promise<void> {
  const { reference, phoneNumberId } = request;
  const { identifiers } = await identities.gather(request, await identities.thaw(request));
  const to = addressOf(identifiers);
  if (to === null) return;
  const body = notice === 'person.blocked' ? newsTextsOf(request).blocked({ reference }) : standingWords(request);
  await sender.send({ tenant, phoneNumberId, to, message: { kind: 'text', body } }).catch(() => undefined);
}

/** How it stands, as STATUS says it. */
function standingWords(request: RequestRecord): string {
  return standingInWords(request.locale, standingOf(request));
}

/** A pause is told in writing, with its reason, whenever the person last wrote (GDPR 12(4)). */
async function tellHeld(parts: AnnounceParts, request: RequestRecord, tenant: Tenant): Promise<HeldUp | null> {
  const { reference, locale, state, startsAt } = request;
  const body =
    state.name === 'on_hold'
      ? deletionTexts[locale].paused({
          ...{ reference, ground: state.ground },
          day: dayInWords(locale, toInstant(goesOnAt(state.reviewAt, startsAt))),
        })
      : standingWords(request);
  return tellAgain(parts, { tenant, request, kind: 'person.held', body, line: body.replace(/\s+/gu, ' ') }, request);
}

/** News that must not get lost: outside the 24-hour window by template, else with the person's next message. */
async function tellNews(
  parts: AnnounceParts,
  request: RequestRecord,
  tenant: Tenant,
  notice: News,
): Promise<HeldUp | null> {
  const { identities } = parts;
  const { identifiers } = await identities.gather(request, await identities.thaw(request));
  const complaint = complaintWords(request.locale, identifiers);
  const news = newsOf(request, notice, { complaint, now: parts.clock.now() });
  const frozen = { identifiers, heardAt: request.heardAt };
  return news === null ? null : tellAgain(parts, { tenant, request, kind: notice, frozen, ...news }, request);
}

/** The run comes again: what only the template holds up is said then. */
async function tellAgain(
  { tellPerson }: AnnounceParts,
  news: PersonNews,
  { newsHeld }: RequestRecord,
): Promise<HeldUp | null> {
  const held: HeldUp[] = [];
  const isPaid = newsHeld?.isPaid === true;
  await tellPerson({ ...news, comesAgain: { isPaid, note: (one) => held.push(one) } });
  return held[0] ?? null;
}

function factsOf({ requestId, reference }: RequestRecord): { readonly requestId: string; readonly reference: string } {
  return { requestId, reference };
}
