import { type RelayDesk } from '../conversation/effect-desk.ts';
import { toInstant } from '../domain/instant.ts';
import { type TakenBack } from '../domain/taken-back.ts';
import { relayPrefix } from './relay-codes.ts';
import { type RelayedBusiness, type StoredRelay } from './relay-store.ts';
import { type RelayParts } from './relay-parts.ts';
import { endedStates } from './request-record.ts';

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
  const { businesses } = relay.contents;
  const goesOn = await Promise.all(businesses.map((one) => isOn(parts, relay, one, order)));
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

/** Whether there is something to be taken back, or this very asking took it back before it died. */
async function isOn(
  { requests, clock }: RelayParts,
  { dueAt }: StoredRelay,
  { requestId, takenBackBy }: RelayedBusiness,
  { askId }: Order,
): Promise<boolean> {
  if (takenBackBy === askId) return true;
  if (typeof requestId !== 'string') return takenBackBy === undefined && clock.now() < (dueAt ?? Infinity);
  const request = await requests.byId(requestId);
  return request !== null && !endedStates.includes(request.state.name);
}

async function endOne(
  { desk, notices, tenants, clock }: RelayParts,
  { tenant, because }: Order,
  { relayId }: StoredRelay,
  { requestId, reference, toldTenantId }: RelayedBusiness,
  index: number,
): Promise<TakenBack['end']> {
  if (typeof requestId === 'string') {
    return (await desk.cancel(requestId, because)).isCancelled ? 'cancelled' : 'too-late';
  }
  // Not asked yet: handing over leaves it out.
  if (requestId === undefined) return 'cancelled';
  const of = { requestId: `${relayId}.${String(index)}`, reference };
  const told = toldTenantId === undefined ? tenant : await tenants.byId(toldTenantId);
  if (told === null) return 'cancelled';
  await notices.announce(told, { event: 'dsr.cancelled', ...of, at: toInstant(clock.now()) });
  return 'told';
}
