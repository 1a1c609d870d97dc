import { newsTextsOf } from '../../flows/coded/words.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { dayInWords } from '../../flows/phrasing.ts';
import { standingInWords } from '../../flows/standing.ts';
import { toInstant } from '../domain/instant.ts';
import { addressOf } from '../domain/subject.ts';
import { expectedBy, goesOnAt, requestClocks } from '../requests/clocks.ts';
import { complaintWords } from '../requests/complaint-words.ts';
import { type DueNotice, type RequestRecord } from '../requests/request-record.ts';
import { afterRefusal, tellRefusal } from '../requests/refusals.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { heldItems } from './held-items.ts';
import { type Identities } from './identities.ts';
import { type RunSession } from './run-session.ts';
import { type RunnerParts } from './runner-parts.ts';
import { type News, newsOf } from './wait-run.ts';

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
> & {
  readonly identities: Identities;
};

/**
 * Says the first of what must still be said, and notes that it was. Telling the business is durable when it returns and
 * happens once (`Notices`); a word to the person is best effort.
 */
export async function announceNext(parts: AnnounceParts, session: RunSession, tenant: Tenant): Promise<void> {
  const { request } = session;
  const [notice] = request.noticesDue;
  if (notice === undefined) return;
  await say(parts, request, tenant, notice);
  await session.change({
    noticesDue: request.noticesDue.filter((one) => one !== notice),
    told: [...new Set([...request.told, notice])],
    // The last thing that pointed to the person, if only for those who hold the tenant's key.
    ...(notice === 'dsr.erased' ? { subjectRef: null } : {}),
    ...(notice === 'person.refused' ? afterRefusal : {}),
    attempts: 0,
  });
}

async function say(parts: AnnounceParts, request: RequestRecord, tenant: Tenant, notice: DueNotice): Promise<void> {
  switch (notice) {
    case 'dsr.verified':
      return sayVerified(parts, request, tenant);
    case 'dsr.asked':
      return sayAsked(parts, request, tenant);
    case 'dsr.cancelled':
      if (request.state.name !== 'cancelled') return;
      return parts.notices.announce(tenant, { event: notice, ...factsOf(request), at: request.state.at });
    case 'dsr.erased':
      return sayErased(parts, request, tenant);
    case 'dsr.closed':
      return sayClosed(parts, request, tenant);
    case 'person.held':
      return tellHeld(parts, request, tenant);
    case 'person.blocked':
    case 'person.progress':
      return sayToPerson(parts, request, tenant, notice);
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
      return tellRefusal(parts, tenant, request, null);
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
  const body = notice === 'person.blocked' ? newsTextsOf(request).blocked({ reference }) : standingOf(request);
  await sender.send({ tenant, phoneNumberId, to, message: { kind: 'text', body } }).catch(() => undefined);
}

/** How it stands, as STATUS says it. */
function standingOf(request: RequestRecord): string {
  const { reference, locale, state, matter } = request;
  const by = expectedBy(request);
  const dueAt = by === null ? null : toInstant(by);
  return standingInWords(locale, { right: matter.right, reference, state: state.name, dueAt });
}

/** A pause is told in writing, with its reason, whenever the person last wrote (GDPR 12(4)). */
async function tellHeld({ tellPerson }: AnnounceParts, request: RequestRecord, tenant: Tenant): Promise<void> {
  const { reference, locale, state, startsAt } = request;
  const body =
    state.name === 'on_hold'
      ? deletionTexts[locale].paused({
          ...{ reference, ground: state.ground },
          day: dayInWords(locale, toInstant(goesOnAt(state.reviewAt, startsAt))),
        })
      : standingOf(request);
  await tellPerson({ tenant, request, kind: 'person.held', body, line: body.replace(/\s+/gu, ' ') });
}

/** News that must not get lost: outside the 24-hour window by template, else with the person's next message. */
async function tellNews(
  { identities, tellPerson }: AnnounceParts,
  request: RequestRecord,
  tenant: Tenant,
  notice: News,
): Promise<void> {
  const { identifiers } = await identities.gather(request, await identities.thaw(request));
  const news = newsOf(request, notice, complaintWords(request.locale, identifiers));
  const frozen = { identifiers, heardAt: request.heardAt };
  if (news !== null) await tellPerson({ tenant, request, kind: notice, frozen, ...news });
}

function factsOf({ requestId, reference }: RequestRecord): { readonly requestId: string; readonly reference: string } {
  return { requestId, reference };
}
