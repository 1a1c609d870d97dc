import { type RelayDesk } from '../conversation/effect-desk.ts';
import { toInstant } from '../domain/instant.ts';
import { type TakenBack } from '../domain/taken-back.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { rungOf } from './answer-ladder.ts';
import { relayPrefix } from './relay-codes.ts';
import { type RelayedBusiness, type StoredRelay } from './relay-store.ts';
import { operatorRung } from './relay-ladder.ts';
import { type RelayParts } from './relay-parts.ts';
import { endedStates } from './request-record.ts';
import { passedOnId } from './tell-people.ts';

type Order = Parameters<RelayDesk['takeBack']>[0];

/**
 * Takes back what was handed over: each business's own request up to its point of no return; people who pass one on are told to
 * stop. What is taken is noted first: after a crash the same asking comes to the same answer.
 */
export async function takeBack(parts: RelayParts, order: Order): Promise<readonly TakenBack[] | null> {
  const { tenant, subject, requestId } = order;
  if (tenant.isOperator !== true || requestId?.startsWith(relayPrefix) === false) return null;
  const handed = await parts.store.handedOf(subject);
  const meant = handed.filter((relay) => requestId === null || relay.relayId === requestId);
  const ends = [];
  for (const relay of meant) ends.push(...(await takeBackAsked(parts, order, relay)));
  if (ends.length === 0) return null;
  parts.telemetry.event('relay_taken_back', { businesses: ends.length });
  return ends;
}

async function takeBackAsked(parts: RelayParts, order: Order, relay: StoredRelay): Promise<readonly TakenBack[]> {
  const { store } = parts;
  const { businesses, mandate } = relay.contents;
  if (mandate !== null) return takeBackMandate(parts, order, relay);
  const goesOn = await Promise.all(businesses.map((one) => isOn(parts, one, order)));
  if (goesOn.includes(true)) {
    const noted = businesses.map((one, index) => (goesOn[index] === true ? { ...one, takenBackBy: order.askId } : one));
    await store.change(relay.relayId, { contents: { ...relay.contents, businesses: noted } });
  }
  const ends: TakenBack[] = [];
  for (const [index, one] of businesses.entries()) {
    const { words, reference } = one;
    if (goesOn[index] === true) ends.push({ words, reference, end: await endOne(parts, order, relay, one, index) });
    // Of the asking that the person means, also what is over.
    else if (order.requestId !== null) ends.push({ words, reference, end: 'too-late' });
  }
  return ends;
}

/** What was asked for another person: whoever checks it is told to stop. Answered, it is over. */
async function takeBackMandate(parts: RelayParts, order: Order, relay: StoredRelay): Promise<readonly TakenBack[]> {
  const { relayId, reference, contents } = relay;
  const { takenBackBy, isAnswered } = contents.mandateEnd ?? {};
  if (takenBackBy !== order.askId) {
    if (takenBackBy !== undefined || isAnswered === true) return [];
    const mandateEnd = { ...contents.mandateEnd, takenBackBy: order.askId };
    await parts.store.change(relayId, { contents: { ...contents, mandateEnd } });
  }
  await tellToStop(parts, order.tenant, { requestId: passedOnId(relayId, 0), reference });
  return [{ words: null, reference, end: 'told' }];
}

/** Whether there is something to be taken back, or this very asking took it back before it died. */
async function isOn(
  { requests }: RelayParts,
  { requestId, takenBackBy, isAnswered }: RelayedBusiness,
  { askId }: Order,
): Promise<boolean> {
  if (takenBackBy === askId) return true;
  // People may still pass on what is late: until they say that they answered.
  if (typeof requestId !== 'string') return takenBackBy === undefined && isAnswered !== true;
  const request = await requests.byId(requestId);
  return request !== null && !endedStates.includes(request.state.name);
}

async function endOne(
  parts: RelayParts,
  { tenant, because }: Order,
  { relayId, dueAt }: StoredRelay,
  { requestId, reference, toldTenantId }: RelayedBusiness,
  index: number,
): Promise<TakenBack['end']> {
  const { desk, tenants, clock } = parts;
  if (typeof requestId === 'string') {
    return (await desk.cancel(requestId, because)).isCancelled ? 'cancelled' : 'too-late';
  }
  // Not asked yet: handing over leaves it out.
  if (requestId === undefined) return 'cancelled';
  const of = { requestId: passedOnId(relayId, index), reference };
  const business = toldTenantId === undefined ? null : await tenants.byId(toldTenantId);
  await tellToStop(parts, business ?? tenant, of);
  // Of a business that does not answer the operator has heard as well.
  const isWithOperator = dueAt !== null && rungOf(dueAt, clock.now()).reached >= operatorRung;
  if (business !== null && isWithOperator)
    await tellToStop(parts, tenant, { ...of, requestId: `${of.requestId}.operator` });
  return 'told';
}

async function tellToStop(
  { notices, clock }: RelayParts,
  to: Tenant,
  of: { readonly requestId: string; readonly reference: string },
): Promise<void> {
  await notices.announce(to, { event: 'dsr.cancelled', ...of, at: toInstant(clock.now()) });
}
