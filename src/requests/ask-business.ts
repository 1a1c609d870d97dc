import { type Opening } from '../conversation/effect-desk.ts';
import { identitySetOf, type Subject } from '../conversation/subjects.ts';
import { toInstant } from '../domain/instant.ts';
import { type Identifier } from '../domain/subject.ts';
import { type AskedFact, type AskedNotice } from '../notifications/notice.ts';
import { type RevealedPerson } from '../notifications/reveals.ts';
import { businessMatcher } from '../tenants/match-business.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { numberOf } from './number-of.ts';
import { type RelayParts } from './relay-parts.ts';
import { type RelayedBusiness, type StoredRelay } from './relay-store.ts';

/** One business of those that somebody asks by way of the operator. */
export interface Ask {
  readonly tenant: Tenant;
  readonly subject: Subject;
  readonly relay: StoredRelay;
  readonly index: number;
  /** After each step: a crash asks no business twice. */
  readonly note: (one: RelayedBusiness) => Promise<void>;
}

/**
 * Opens the business's own request where it knows the person. What is opened is noted before it is confirmed: a crash in between
 * leaves nothing behind that CANCEL would not find. A business that is ours and holds nothing about them is told all the same: it is
 * the controller, and has lists of its own (policies P7; EDPB 07/2020). Of any other the operator's people hear.
 */
export async function askBusiness(parts: RelayParts, ask: Ask, one: RelayedBusiness): Promise<void> {
  const business = businessMatcher(await parts.tenants.all())(one.words)?.business ?? null;
  const names = business === null ? [] : namesAt(business, ask.tenant, ask.subject);
  if (business === null || names.length === 0) return tellOperator(parts, ask, one);
  const there = await parts.subjects.find(business, names);
  if (there === null) return tellBusiness(parts, ask, one, { business, names });
  const request = await openAt(parts, ask, business, there);
  if (request === null) return tellOperator(parts, ask, one);
  const { requestId, reference, startsAt } = request;
  const asked = { ...one, requestId, reference };
  await ask.note(asked);
  if (startsAt === null) await confirm(parts, ask.relay, requestId);
  await ask.note({ ...asked, isAsked: true });
}

/** The same person, shown by the code that they typed on the operator's number, or by their seven days there: the receipt says how. */
async function confirm({ desk }: RelayParts, { slowPath, codeChannel }: StoredRelay, requestId: string): Promise<void> {
  if (slowPath !== null) {
    await desk.verified(requestId, { ...slowPath, since: toInstant(slowPath.since) });
    return;
  }
  await desk.codeSent(requestId, `operator_${codeChannel ?? 'chat'}`);
  await desk.verified(requestId);
}

/** `null`: something else of the person is under way there. */
async function openAt(
  { desk, lastNumber }: RelayParts,
  { relay }: Ask,
  business: Tenant,
  subject: Subject,
): Promise<Extract<Opening, { name: 'open' }> | null> {
  const phoneNumberId = await numberOf(lastNumber, business, subject);
  if (phoneNumberId === null) return null;
  const matter = { right: 'erasure', part: null } as const;
  const opening = await desk.open({ tenant: business, subject, phoneNumberId, matter, locale: relay.locale });
  return opening.name === 'open' ? opening : null;
}

/**
 * By which names the person is looked for at another business: the number they write from now, and their BSUID where both share a
 * portfolio. Never by a former number, which may be somebody else's there (privacy.md 8.7).
 */
function namesAt(business: Tenant, operator: Tenant, { identifiers }: Subject): readonly Identifier[] {
  const phone = identifiers.findLast(({ kind }) => kind === 'phone');
  const bsuid = identifiers.findLast(({ kind }) => kind === 'bsuid');
  const isShared = business.portfolioId === operator.portfolioId;
  return [...(phone === undefined ? [] : [phone]), ...(bsuid === undefined || !isShared ? [] : [bsuid])];
}

async function tellBusiness(
  parts: RelayParts,
  ask: Ask,
  one: RelayedBusiness,
  { business, names: identifiers }: { readonly business: Tenant; readonly names: readonly Identifier[] },
): Promise<void> {
  const { relay, index, subject } = ask;
  const person = { subjectId: subject.subjectId, hashes: parts.namesOf(business, identifiers), identifiers };
  const { reference } = one;
  await tellPeople(parts, business, { relay, index, what: 'nothing-held', reference, asked: aboutOf(relay), person });
  await ask.note({ ...one, requestId: null, toldTenantId: business.tenantId, isAsked: true });
}

async function tellOperator(parts: RelayParts, ask: Ask, one: RelayedBusiness): Promise<void> {
  const { tenant, subject, relay, index } = ask;
  const asked = [{ kind: 'asked_business', value: one.words } as const, ...aboutOf(relay)];
  const person = identitySetOf(subject);
  await tellPeople(parts, tenant, { relay, index, what: 'relay', reference: one.reference, asked, person });
  await ask.note({ ...one, requestId: null, isAsked: true });
}

function aboutOf({ contents: { about } }: StoredRelay): readonly AskedFact[] {
  return about === null ? [] : [{ kind: 'asked_about', value: about }];
}

/** Tells a business, or the operator's people, with a link to who it is and what they wrote. Once, however often it is asked. */
export async function tellPeople(
  { notices }: Pick<RelayParts, 'notices'>,
  to: Tenant,
  {
    relay,
    index,
    ...order
  }: {
    readonly relay: StoredRelay;
    readonly index: number;
    readonly what: AskedNotice['what'];
    readonly reference: string;
    readonly asked: readonly AskedFact[];
    readonly person: RevealedPerson;
  },
): Promise<void> {
  await notices.announceAsked(to, {
    ...{ requestId: `${relay.relayId}.${String(index)}`, ...order },
    verifiedAt: toInstant(relay.openedAt),
    dueAt: toInstant(relay.dueAt ?? relay.openedAt),
  });
}
