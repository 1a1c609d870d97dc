import { type Opening } from '../conversation/effect-desk.ts';
import { type Subject } from '../conversation/subjects.ts';
import { toInstant } from '../domain/instant.ts';
import { businessMatcher } from '../tenants/match-business.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { numberOf } from './number-of.ts';
import { type RelayParts } from './relay-parts.ts';
import { type RelayedBusiness, type StoredRelay } from './relay-store.ts';
import { namesAt, tellPeople } from './tell-people.ts';

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
  if (business === null || names.length === 0) return tell(parts, ask, one, null);
  const there = await parts.subjects.find(business, names);
  if (there === null) return tell(parts, ask, one, business);
  const request = await openAt(parts, ask, business, there);
  if (request === null) return tell(parts, ask, one, null);
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

/** The operator's people pass it on, or, with a `business`, it holds nothing here and is told itself. */
async function tell(
  parts: RelayParts,
  { tenant, subject, relay, index, note }: Ask,
  one: RelayedBusiness,
  business: Tenant | null,
): Promise<void> {
  const { words, reference } = one;
  await tellPeople(parts, { tenant, subject, relay, to: business ?? tenant, one: { index, reference, words } });
  const told = business === null ? {} : { toldTenantId: business.tenantId };
  await note({ ...one, requestId: null, ...told, isAsked: true });
}
