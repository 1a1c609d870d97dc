import { randomBytes, randomUUID } from 'node:crypto';

import { type Opening, type RequestDesk } from '../conversation/effect-desk.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type Clock, type Instant, toInstant } from '../domain/instant.ts';
import { type AskedElsewhere, type Matter } from '../domain/matter.ts';
import { makeReference } from '../domain/reference.ts';
import { ownChannelOf } from '../domain/request.ts';
import { requestClocks } from './clocks.ts';
import { type RelayChange, type RelayContents, type RelayStore, type StoredRelay } from './relay-store.ts';

type OpenOrder = Parameters<RequestDesk['open']>[0];

/** Ids of asks begin with it, so that they are told from requests. */
export const relayPrefix = 'relay-';

/**
 * Has what is asked of other businesses confirmed by a code like any request: opened, sent, locked, taken back. Nothing of it
 * becomes a request of the operator; what is asked of the operator itself goes through untouched.
 */
export function withRelayCodes(
  desk: RequestDesk,
  { store, clock }: { readonly store: RelayStore; readonly clock: Clock },
): RequestDesk {
  const askedBy = (subject: Subject | null) => (subject === null ? null : store.askedBy(subject.subjectId));
  return {
    ...desk,
    open(order) {
      const { matter } = order;
      if (matter.right !== 'erasure' || matter.part?.kind !== 'elsewhere') return desk.open(order);
      return openAsk(store, clock, { ...order, asked: matter.part.asked });
    },
    async codeSent(requestId, channel) {
      if (!isRelay(requestId)) return desk.codeSent(requestId, channel);
      const relay = await store.byId(requestId);
      await store.change(requestId, { codeChannel: ownChannelOf(channel), ...renewed(relay, clock) });
    },
    async noCode(requestId, because, until) {
      if (!isRelay(requestId)) return desk.noCode(requestId, because, until);
      const relay = await store.byId(requestId);
      if (relay?.state !== 'asked') return null;
      if (relay.slowPath !== null) return slowUntilOf(relay.slowPath);
      const since = clock.now();
      // What finds it then may be late: it is not dropped before.
      const expiresAt = since + requestClocks.slowMs + requestClocks.lawMs;
      await store.change(requestId, {
        ...{ slowPath: { since, because }, lookAt: since + requestClocks.remindMs, expiresAt },
      });
      return slowUntilOf({ since });
    },
    async status(order) {
      const { subject, requestId, reference } = order;
      const own = requestId !== null && isRelay(requestId) ? null : await desk.status(order);
      if (own !== null || reference !== null) return own;
      const relay = await (requestId === null ? askedBy(subject) : store.byId(requestId));
      return relay === null ? null : standingOfAsked(relay);
    },
    isOver: async (id) => (isRelay(id) ? (await store.byId(id))?.state !== 'asked' : desk.isOver(id)),
    async cancelOpen(order) {
      const own = await desk.cancelOpen(order);
      const standing = own === null ? await askedBy(order.subject) : null;
      if (standing === null || !(await store.removeAsked(standing.relayId))) return own;
      return { isCancelled: true, reference: standing.reference, matter: matterOf(standing) };
    },
    async cancel(requestId, because) {
      if (!isRelay(requestId)) return desk.cancel(requestId, because);
      const relay = await store.byId(requestId);
      const isHanded = relay?.state === 'handed';
      if (!isHanded) await store.removeAsked(requestId);
      return { isCancelled: !isHanded, reference: relay?.reference ?? '' };
    },
  };
}

/** Found again, or anew: one ask a person waits for its code. */
async function openAsk(
  store: RelayStore,
  clock: Clock,
  {
    subject,
    locale,
    phoneNumberId,
    asked,
  }: Pick<OpenOrder, 'subject' | 'locale' | 'phoneNumberId'> & { readonly asked: AskedElsewhere },
): Promise<Opening> {
  const standing = await store.askedBy(subject.subjectId);
  if (standing !== null && isSame(standing.contents, asked)) {
    if (standing.slowPath === null) await store.change(standing.relayId, renewed(standing, clock));
    return opened(standing);
  }
  // The code that is on its way was for other words: it confirms nothing any more.
  if (standing !== null) await store.removeAsked(standing.relayId);
  const now = clock.now();
  const relay = { relayId: `${relayPrefix}${randomUUID()}`, reference: newReference(), locale, phoneNumberId };
  const contents = contentsOf(asked);
  const times = { openedAt: now, dueAt: null, expiresAt: now + requestClocks.unverifiedMs };
  await store.insert(subject, { ...relay, state: 'asked', contents, ...times });
  return opened(relay);
}

/** It waits for its code as long as any request does. One on the slow path, or handed over, has a clock of its own. */
function renewed(relay: Pick<StoredRelay, 'slowPath' | 'state'> | null, clock: Clock): Pick<RelayChange, 'expiresAt'> {
  const isAwaited = relay?.state === 'asked' && relay.slowPath === null;
  return isAwaited ? { expiresAt: clock.now() + requestClocks.unverifiedMs } : {};
}

function isRelay(requestId: string): boolean {
  return requestId.startsWith(relayPrefix);
}

/** `ER-XXXX-XXXX-XXXX`, new. */
export function newReference(): string {
  return makeReference(randomBytes(11));
}

function contentsOf({ businesses, about }: AskedElsewhere): RelayContents {
  return {
    businesses: businesses.map((words) => ({ words, reference: newReference() })),
    about,
    mandate: null,
  };
}

function isSame({ businesses, about }: RelayContents, asked: AskedElsewhere): boolean {
  return (
    JSON.stringify([businesses.map(({ words }) => words), about]) === JSON.stringify([asked.businesses, asked.about])
  );
}

function opened({
  relayId,
  reference,
  slowPath = null,
}: Pick<StoredRelay, 'relayId' | 'reference'> & Partial<StoredRelay>): Opening {
  return {
    ...{ name: 'open', requestId: relayId, reference, startsAt: null },
    slowUntil: slowPath === null ? null : slowUntilOf(slowPath),
  };
}

/** When it is handed over without a code. */
function slowUntilOf({ since }: { readonly since: number }): Instant {
  return toInstant(since + requestClocks.slowMs);
}

/** How one stands whose code was not typed. */
export function standingOfAsked({ reference, slowPath, dueAt }: StoredRelay) {
  const until = slowPath === null ? dueAt : slowPath.since + requestClocks.slowMs;
  const state = slowPath === null ? 'code_sent' : 'code_locked';
  return { right: 'erasure', reference, state, dueAt: until === null ? null : toInstant(until) } as const;
}

function matterOf({ contents: { businesses, about } }: StoredRelay): Matter {
  const asked = { businesses: businesses.map(({ words }) => words), about };
  return { right: 'erasure', part: { kind: 'elsewhere', asked } };
}
