import { createHash } from 'node:crypto';

import { type Opening, type RelayDesk } from '../conversation/effect-desk.ts';
import { identitySetOf, type Subject } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { type Identifier } from '../domain/subject.ts';
import { type AskedFact } from '../notifications/notice.ts';
import { matchBusiness } from '../tenants/match-business.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { expectedBy, requestClocks } from './clocks.ts';
import { newReference, relayPrefix } from './relay-codes.ts';
import { type RelayParts } from './relay-parts.ts';
import { type RelayedBusiness, type StoredRelay } from './relay-store.ts';
import { takeBack } from './take-back.ts';

const dayMs = 86_400_000;
/** No code stands before it, and people read each: so many a day and person. */
const mandatesPerDay = 5;

/**
 * Passes on what is asked on the operator's own number (policies P3, P4, P7): each business that is ours and knows the person gets
 * a request of its own, confirmed by the same code, under its own window, risk and breaker; every other goes to the operator's
 * people, who pass it on. The person reads the same either way.
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
        await askOne(parts, { tenant, subject, relay, index, note }, one);
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
      await tell(parts, { tenant, subject, relay, index: 0 }, 'mandate', relay.reference, [
        { kind: 'asked_mandate', value: words },
      ]);
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
      if (request === null) return { name: 'passed-on', reference, dueAt: toInstant(relay.dueAt) };
      const dueAt = expectedBy(request);
      const standing = { right: request.matter.right, reference, state: request.state.name };
      return { name: 'request', ...standing, dueAt: dueAt === null ? null : toInstant(dueAt) };
    },
  };
}

interface Ask {
  readonly tenant: Tenant;
  readonly subject: Subject;
  readonly relay: StoredRelay;
  readonly index: number;
}

interface Noting {
  /** After each step: a crash asks no business twice. */
  readonly note: (one: RelayedBusiness) => Promise<void>;
}

/**
 * Opens the business's own request where it knows the person; else the operator's people hear of it. What is opened is noted
 * before it is confirmed: a crash in between leaves nothing behind that CANCEL would not find.
 */
async function askOne(parts: RelayParts, ask: Ask & Noting, one: RelayedBusiness): Promise<void> {
  const request = await requestOf(parts, ask, one.words);
  if (request !== null) {
    const { requestId, reference, startsAt } = request;
    const asked = { ...one, requestId, reference };
    await ask.note(asked);
    if (startsAt === null) {
      // The same person, shown by the code that they typed on the operator's number: the receipt says how.
      await parts.desk.codeSent(requestId, `operator_${ask.relay.codeChannel ?? 'chat'}`);
      await parts.desk.verified(requestId);
    }
    return ask.note({ ...asked, isAsked: true });
  }
  const { about } = ask.relay.contents;
  await tell(parts, ask, 'relay', one.reference, [
    { kind: 'asked_business', value: one.words },
    ...(about === null ? [] : [{ kind: 'asked_about', value: about } as const]),
  ]);
  await ask.note({ ...one, requestId: null, isAsked: true });
}

/** `null`: no business of ours, or it knows nobody by these names, or something else of the person is under way there. */
async function requestOf(
  { desk, subjects, tenants }: RelayParts,
  { tenant, subject, relay }: Ask,
  words: string,
): Promise<Extract<Opening, { name: 'open' }> | null> {
  const business = matchBusiness(words, await tenants.all());
  const [number] = business?.phoneNumbers ?? [];
  if (business === null || number === undefined) return null;
  const names = namesAt(business, tenant, subject);
  const there = names.length === 0 ? null : await subjects.find(business, names);
  if (there === null) return null;
  const { phoneNumberId } = number;
  const matter = { right: 'erasure', part: null } as const;
  const opening = await desk.open({ tenant: business, subject: there, phoneNumberId, matter, locale: relay.locale });
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

async function tell(
  { notices }: RelayParts,
  { tenant, subject, relay, index }: Ask,
  what: 'relay' | 'mandate',
  reference: string,
  asked: readonly AskedFact[],
): Promise<void> {
  await notices.announceAsked(tenant, {
    ...{ requestId: `${relay.relayId}.${String(index)}`, reference, what, asked, person: identitySetOf(subject) },
    verifiedAt: toInstant(relay.openedAt),
    dueAt: toInstant(relay.dueAt ?? relay.openedAt),
  });
}

/** Of the effect that asks: asked again after a crash, it is the same. */
function relayIdOf({ subjectId }: Subject, askId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([subjectId, askId]))
    .digest('base64url');
  return `${relayPrefix}${hash.slice(0, 22)}`;
}
