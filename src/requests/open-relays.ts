import { type Instant, toInstant } from '../domain/instant.ts';
import { findPassedOn, type FindParts } from './find-passed-on.ts';
import { answeringOf, isUnanswered, type PassedOn, type PassedOnKind, passedOnOf, whatOf } from './passed-on.ts';
import { type RelayStore, type StoredRelay } from './relay-store.ts';

/** Something that came from the operator's number and that people have not answered. Nobody's name, nothing that was written. */
export interface OpenRelay {
  readonly reference: string;
  /** In the word of its notice. */
  readonly what: PassedOnKind;
  /** Whose people have it in hand. */
  readonly tenantId: string;
  /** When the person asked. */
  readonly openedAt: Instant;
  /** When the law wants it answered. It may be over. */
  readonly dueAt: Instant;
  /** How far up the ladder it was brought up again (src/requests/answer-ladder.ts). */
  readonly rung: number;
}

/** What is still to be answered. */
export interface OpenRelays {
  /**
   * The first that is due first. @param query of one business, or without `tenantId` of all; `after` is the last reference of the page
   * before, which may be answered by now. One that is none of theirs: from the beginning.
   */
  list(query: {
    readonly tenantId?: string;
    readonly limit: number;
    readonly after?: string;
  }): Promise<readonly OpenRelay[]>;
}

/** Makes the list of what people have in hand. */
export function createOpenRelays(parts: FindParts & { readonly store: Pick<RelayStore, 'inHand'> }): OpenRelays {
  return {
    async list({ tenantId, limit, after }) {
      const last = after === undefined ? null : await findPassedOn(parts, after, tenantId);
      const found: OpenRelay[] = [];
      const rows = parts.store.inHand({
        ...(tenantId === undefined ? {} : { tenantId }),
        ...(last === null ? {} : { from: last.relay }),
      });
      for await (const relay of rows) {
        const isLast = relay.relayId === last?.relay.relayId;
        const open = passedOnOf(relay).filter((one) => isUnanswered(one) && !(isLast && one.index <= last.one.index));
        found.push(
          ...open.map((one) => viewOf(relay, one)).filter((one) => (tenantId ?? one.tenantId) === one.tenantId),
        );
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
  };
}

function viewOf(relay: StoredRelay, one: PassedOn): OpenRelay {
  const { openedAt, dueAt } = relay;
  return {
    ...{ reference: one.reference, what: whatOf(one), tenantId: answeringOf(relay, one) },
    ...{ openedAt: toInstant(openedAt), dueAt: toInstant(dueAt ?? openedAt), rung: one.end.rung ?? 0 },
  };
}
