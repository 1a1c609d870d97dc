import { createHash } from 'node:crypto';

import { type RelayDesk } from '../conversation/effect-desk.ts';
import { identitySetOf, type Subject } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { askBusiness, tellPeople } from './ask-business.ts';
import { expectedBy, requestClocks } from './clocks.ts';
import { newReference, relayPrefix } from './relay-codes.ts';
import { type RelayParts } from './relay-parts.ts';
import { type RelayedBusiness } from './relay-store.ts';
import { takeBack } from './take-back.ts';

const dayMs = 86_400_000;
/** No code stands before it, and people read each: so many a day and person. */
const mandatesPerDay = 5;

/**
 * Passes on what is asked on the operator's own number (policies P3, P4, P7): each business that is ours and knows the person gets
 * a request of its own, confirmed by the same code, under its own window, risk and breaker; one that is ours and holds nothing about
 * them is told; every other goes to the operator's people, who pass it on. The person reads the same either way.
 */
export function createRelays(parts: RelayParts): RelayDesk {
  const { store, requests, clock } = parts;
  return {
    async handOver({ tenant, subject, requestId }) {
      let relay = await store.byId(requestId);
      if (relay === null) return null;
      const dueAt = relay.dueAt ?? clock.now() + requestClocks.lawMs;
      if (relay.dueAt === null) {
        // First, so that no clock of an unconfirmed ask takes it away half-way.
        await store.change(requestId, { state: 'handed', dueAt, expiresAt: dueAt + requestClocks.endedMs });
        relay = { ...relay, dueAt };
      }
      const { about, mandate } = relay.contents;
      const businesses = [...relay.contents.businesses];
      for (const [index, one] of businesses.entries()) {
        if (one.isAsked === true || one.takenBackBy !== undefined) continue;
        const note = async (noted: RelayedBusiness): Promise<void> => {
          businesses[index] = noted;
          await store.change(requestId, { contents: { businesses, about, mandate } });
        };
        await askBusiness(parts, { tenant, subject, relay, index, note }, one);
      }
      parts.telemetry.event('relay_handed', { businesses: businesses.length });
      const asked = businesses.map(({ words, reference }) => ({ words, reference }));
      return { asked, dueAt: toInstant(dueAt) };
    },
    async passOn({ tenant, subject, phoneNumberId, locale, words, askId }) {
      const now = clock.now();
      const relayId = relayIdOf(subject, askId);
      if ((await store.byId(relayId)) === null) {
        if ((await store.countSince(subject.subjectId, now - dayMs)) >= mandatesPerDay) return null;
        const dueAt = now + requestClocks.lawMs;
        const times = { openedAt: now, dueAt, expiresAt: dueAt + requestClocks.endedMs };
        const contents = { businesses: [], about: null, mandate: words };
        const relay = { relayId, reference: newReference(), locale, phoneNumberId, state: 'handed', contents } as const;
        await store.insert(subject, { ...relay, ...times });
      }
      const relay = await store.byId(relayId);
      if (relay === null) throw new OubliError('subject_gone', 'The person was erased meanwhile.');
      const asked = [{ kind: 'asked_mandate', value: words }] as const;
      const person = identitySetOf(subject);
      await tellPeople(parts, tenant, { relay, index: 0, what: 'mandate', reference: relay.reference, asked, person });
      parts.telemetry.event('mandate_passed');
      return { reference: relay.reference, dueAt: toInstant(relay.dueAt ?? now) };
    },
    takeBack: (order) => takeBack(parts, order),
    async status({ tenant, subject, reference }) {
      const relay = await store.byReference(tenant.tenantId, reference);
      // Of somebody else's it says nothing, not even that there is one.
      if (relay?.subjectId !== subject.subjectId || relay.dueAt === null) return null;
      const one = relay.contents.businesses.find((business) => business.reference === reference);
      const request = typeof one?.requestId === 'string' ? await requests.byId(one.requestId) : null;
      if (request === null && one?.takenBackBy !== undefined) {
        return { name: 'request', right: 'erasure', reference, state: 'cancelled', dueAt: null };
      }
      if (request === null) {
        const isThere = one?.toldTenantId !== undefined;
        return { name: 'passed-on', to: isThere ? 'business' : 'people', reference, dueAt: toInstant(relay.dueAt) };
      }
      const dueAt = expectedBy(request);
      const standing = { right: request.matter.right, reference, state: request.state.name };
      return { name: 'request', ...standing, dueAt: dueAt === null ? null : toInstant(dueAt) };
    },
  };
}

/** Of the effect that asks: asked again after a crash, it is the same. */
function relayIdOf({ subjectId }: Subject, askId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([subjectId, askId]))
    .digest('base64url');
  return `${relayPrefix}${hash.slice(0, 22)}`;
}
