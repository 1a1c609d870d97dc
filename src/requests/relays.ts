import { createHash } from 'node:crypto';

import { type RelayDesk } from '../conversation/effect-desk.ts';
import { type Subject } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { leavesSomething } from '../domain/request.ts';
import { readBusinesses } from '../tenants/read-businesses.ts';
import { rungOf } from './answer-ladder.ts';
import { askBusiness } from './ask-business.ts';
import { expectedBy, requestClocks } from './clocks.ts';
import { newReference, relayPrefix, standingOfAsked } from './relay-codes.ts';
import { type RelayParts } from './relay-parts.ts';
import { type RelayedBusiness, type StoredRelay } from './relay-store.ts';
import { takeBack } from './take-back.ts';
import { tellPeople } from './tell-people.ts';

const dayMs = 86_400_000;
/** No code stands before it, and people read each: so many a day and person. */
const mandatesPerDay = 5;

/**
 * Passes on what is asked on the operator's own number (policies P3, P4, P7): each business that is ours and knows the person gets
 * a request of its own, confirmed by the same code, under its own window, risk and breaker; one that is ours and holds nothing about
 * them is told; every other goes to the operator's people, who pass it on. The person reads the same either way.
 */
export function createRelays(parts: RelayParts): RelayDesk {
  const { store, clock } = parts;
  return {
    handOver: (order) => handOver(parts, order, 'code'),
    async passOn({ tenant, subject, phoneNumberId, locale, words, askId }) {
      const now = clock.now();
      const relayId = relayIdOf(subject, askId);
      if ((await store.byId(relayId)) === null) {
        if ((await store.countMandates(subject.subjectId, now - dayMs)) >= mandatesPerDay) return null;
        const dueAt = now + requestClocks.lawMs;
        const times = {
          openedAt: now,
          dueAt,
          expiresAt: dueAt + requestClocks.endedMs,
          lookAt: rungOf(dueAt, now).nextAt,
        };
        const contents = { businesses: [], about: null, mandate: words };
        const relay = { relayId, reference: newReference(), locale, phoneNumberId, state: 'handed', contents } as const;
        await store.insert(subject, { ...relay, ...times });
      }
      const relay = await store.byId(relayId);
      if (relay === null) throw new OubliError('subject_gone', 'The person was erased meanwhile.');
      const { reference } = relay;
      await tellPeople(parts, { tenant, subject, relay, to: tenant, one: { index: 0, reference, words: null } });
      parts.telemetry.event('mandate_passed');
      return { reference, dueAt: toInstant(relay.dueAt ?? now) };
    },
    takeBack: (order) => takeBack(parts, order),
    status: (order) => standingOf(parts, order),
  };
}

/** Asks each business, as far as it is not asked yet. `slow`: seven days went by in which the person could stop it. */
export async function handOver(
  parts: RelayParts,
  { tenant, subject, requestId }: Parameters<RelayDesk['handOver']>[0],
  way: 'code' | 'slow',
): ReturnType<RelayDesk['handOver']> {
  const { store } = parts;
  const relay = await handed(parts, requestId, way);
  if (relay?.dueAt === undefined || relay.dueAt === null) return null;
  const businesses = [...relay.contents.businesses];
  for (const [index, one] of businesses.entries()) {
    if (one.isAsked === true || one.takenBackBy !== undefined) continue;
    const note = async (noted: RelayedBusiness): Promise<void> => {
      businesses[index] = noted;
      await store.change(requestId, { contents: { ...relay.contents, businesses } });
    };
    await askBusiness(parts, { tenant, subject, relay, index, note }, one);
  }
  parts.telemetry.event('relay_handed', { businesses: businesses.length });
  return { asked: businesses.map(({ words, reference }) => ({ words, reference })), dueAt: toInstant(relay.dueAt) };
}

/**
 * The ask as it is handed over: which businesses are named is read now, with those that are ours beside it, and not before the code.
 * Written first, so that no clock of an unconfirmed ask takes it away half-way.
 */
async function handed(
  { store, tenants, clock }: RelayParts,
  requestId: string,
  way: 'code' | 'slow',
): Promise<StoredRelay | null> {
  const relay = await store.byId(requestId);
  if (relay?.state !== 'asked') return relay;
  const { contents } = relay;
  const named = readBusinesses(
    contents.businesses.map(({ words }) => words),
    await tenants.all(),
  );
  const businesses = named.map(({ words }, index) => ({
    words,
    reference: contents.businesses[index]?.reference ?? newReference(),
  }));
  const dueAt = clock.now() + requestClocks.lawMs;
  const expiresAt = dueAt + requestClocks.endedMs;
  // A code that is typed in the wait takes its place. What waits next is the answer.
  const wait = way === 'code' ? { slowPath: null, lookAt: rungOf(dueAt, clock.now()).nextAt } : {};
  return store.hand(requestId, { contents: { ...contents, businesses }, dueAt, expiresAt, ...wait });
}

/** How one of them stands. Of somebody else's it says nothing, not even that there is one. */
async function standingOf(
  { store, requests }: RelayParts,
  { tenant, subject, reference }: Parameters<RelayDesk['status']>[0],
): ReturnType<RelayDesk['status']> {
  const relay = await store.byReference([tenant.tenantId], reference);
  if (relay?.subjectId !== subject.subjectId) return null;
  if (relay.dueAt === null) return { name: 'request', ...standingOfAsked(relay) };
  const one = relay.contents.businesses.find((business) => business.reference === reference);
  const request = typeof one?.requestId === 'string' ? await requests.byId(one.requestId) : null;
  if (request !== null) {
    const dueAt = expectedBy(request);
    const standing = { right: request.matter.right, reference, state: request.state.name };
    const less = leavesSomething(request.state) ? { somethingStays: true as const } : {};
    return { name: 'request', ...standing, ...less, dueAt: dueAt === null ? null : toInstant(dueAt) };
  }
  const { takenBackBy, isAnswered } = one ?? relay.contents.mandateEnd ?? {};
  if (takenBackBy !== undefined) {
    return { name: 'request', right: 'erasure', reference, state: 'cancelled', dueAt: null };
  }
  const inHand = one?.toldTenantId === undefined ? 'people' : 'business';
  const to = isAnswered === true ? 'answered' : inHand;
  return { name: 'passed-on', to, reference, dueAt: toInstant(relay.dueAt) };
}

/** Of the effect that asks: asked again after a crash, it is the same. */
function relayIdOf({ subjectId }: Subject, askId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([subjectId, askId]))
    .digest('base64url');
  return `${relayPrefix}${hash.slice(0, 22)}`;
}
