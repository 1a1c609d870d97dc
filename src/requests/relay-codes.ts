import { randomBytes, randomUUID } from 'node:crypto';

import { type RequestDesk } from '../conversation/effect-desk.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type AskedElsewhere } from '../domain/matter.ts';
import { makeReference } from '../domain/reference.ts';
import { ownChannelOf } from '../domain/request.ts';
import { requestClocks } from './clocks.ts';
import { type RelayContents, type RelayStore } from './relay-store.ts';

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
  return {
    ...desk,
    async open(order) {
      const { matter, subject, locale, phoneNumberId } = order;
      if (matter.right !== 'erasure' || matter.part?.kind !== 'elsewhere') return desk.open(order);
      const { asked } = matter.part;
      const standing = await store.askedBy(subject.subjectId);
      if (standing !== null && isSame(standing.contents, asked)) return opened(standing);
      // The code that is on its way was for other words: it confirms nothing any more.
      if (standing !== null) await store.removeAsked(standing.relayId);
      const now = clock.now();
      const relay = { relayId: `${relayPrefix}${randomUUID()}`, reference: newReference(), locale, phoneNumberId };
      const contents = contentsOf(asked);
      const times = { openedAt: now, dueAt: null, expiresAt: now + requestClocks.unverifiedMs };
      await store.insert(subject, { ...relay, state: 'asked', contents, ...times });
      return opened(relay);
    },
    async codeSent(requestId, channel) {
      if (!requestId.startsWith(relayPrefix)) return desk.codeSent(requestId, channel);
      await store.change(requestId, { codeChannel: ownChannelOf(channel) });
    },
    // Who is asked stands in the person's words alone: without a code nobody can say that they are theirs.
    noCode: (requestId, because, until) =>
      requestId.startsWith(relayPrefix) ? Promise.resolve(null) : desk.noCode(requestId, because, until),
    async status(order) {
      const { requestId, reference } = order;
      const relay =
        reference === null && requestId?.startsWith(relayPrefix) === true ? await store.byId(requestId) : null;
      if (relay === null) return desk.status(order);
      const dueAt = relay.dueAt === null ? null : toInstant(relay.dueAt);
      return { right: 'erasure', reference: relay.reference, state: 'code_sent', dueAt };
    },
    async cancel(requestId, because) {
      if (!requestId.startsWith(relayPrefix)) return desk.cancel(requestId, because);
      const relay = await store.byId(requestId);
      const isHanded = relay?.state === 'handed';
      if (!isHanded) await store.removeAsked(requestId);
      return { isCancelled: !isHanded, reference: relay?.reference ?? '' };
    },
  };
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

function opened({ relayId, reference }: { readonly relayId: string; readonly reference: string }) {
  return { name: 'open', requestId: relayId, reference, startsAt: null, slowUntil: null } as const;
}
