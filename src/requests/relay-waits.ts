import { bullets, dayInWords, isolate } from '../../flows/phrasing.ts';
import { routeBTexts } from '../../flows/route-b/texts/index.ts';
import { type Lanes } from '../conversation/lanes.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { toInstant, toMilliseconds } from '../domain/instant.ts';
import { holdPerson } from '../erasure/hold-person.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { rungOf } from './answer-ladder.ts';
import { requestClocks } from './clocks.ts';
import { bringUpAgain, type LadderParts, type Waiting } from './relay-ladder.ts';
import { handOver } from './relays.ts';
import { type RelayChange, type RelayWaitStore } from './relay-store.ts';

/** Longer than any hand-over takes. */
const leaseMs = 60_000;
const laneWaitMs = 150;

/**
 * Asks whose code cannot be had: handed over after seven days, in each of which the person is told how to stop it. And asks that
 * people have in hand: brought up again until they answer.
 */
export interface RelayWaits {
  look(relayId: string): Promise<void>;
  due(now: number, limit: number): Promise<readonly string[]>;
}

export interface RelayWaitParts extends LadderParts {
  readonly waits: RelayWaitStore;
  readonly subjects: Pick<Subjects, 'find' | 'byId'>;
  readonly lanes: Lanes;
  readonly blindIndex: Pick<BlindIndex, 'lane'>;
}

/** Makes the waits of the operator's number: under the person's lanes, so that CANCEL comes before or after it, never within. */
export function createRelayWaits(parts: RelayWaitParts): RelayWaits {
  const { store, waits, subjects, tenants, clock } = parts;
  return {
    async look(relayId) {
      const now = clock.now();
      const claimed = await waits.claim(relayId, now, leaseMs);
      if (claimed === null) return;
      const [tenant, subject] = await Promise.all([tenants.byId(claimed.tenantId), subjects.byId(claimed.subjectId)]);
      if (tenant === null || subject === null) return store.change(relayId, { lookAt: null });
      const hold = await holdPerson(parts, tenant, subject, { now, leaseMs });
      if (hold === null) return store.change(relayId, { lookAt: now + laneWaitMs });
      try {
        const relay = await store.byId(relayId);
        if (relay !== null) await store.change(relayId, await waitOn(parts, { tenant, subject, relay }, now));
      } finally {
        await hold.release();
      }
    },
    due: (now, limit) => waits.due(now, limit),
  };
}

/** When to look again. */
async function waitOn(parts: RelayWaitParts, waiting: Waiting, now: number): Promise<RelayChange> {
  const { relay } = waiting;
  if (relay.slowPath === null) return bringUpAgain(parts, waiting, now);
  const until = relay.slowPath.since + requestClocks.slowMs;
  if (now < until) {
    await remind(parts, waiting, until);
    return { lookAt: Math.min(now + requestClocks.remindMs, until) };
  }
  const { tenant, subject } = waiting;
  const handed = await handOver(parts, { tenant, subject, requestId: relay.relayId }, 'slow');
  if (handed === null) return { lookAt: null };
  const texts = routeBTexts[relay.locale];
  const list = bullets(handed.asked.map(({ words, reference }) => `${isolate(words)}: ${isolate(reference)}`));
  const body = texts.slowOver({ list, day: dayInWords(relay.locale, handed.dueAt) });
  await tell(parts, waiting, { kind: 'person.relayed', body, line: texts.slowOverLine });
  // That wait is over. What waits next is the answer.
  return { slowPath: null, lookAt: rungOf(toMilliseconds(handed.dueAt), now).nextAt };
}

async function remind(parts: RelayWaitParts, waiting: Waiting, until: number): Promise<void> {
  const { locale, reference } = waiting.relay;
  const texts = routeBTexts[locale];
  const day = dayInWords(locale, toInstant(until));
  const body = texts.waiting({ reference: isolate(reference), day });
  await tell(parts, waiting, { kind: 'person.waiting', body, line: texts.waitingLine({ day }) });
}

async function tell(
  { tellPerson }: RelayWaitParts,
  { tenant, subject, relay }: Waiting,
  news: { readonly kind: string; readonly body: string; readonly line: string },
): Promise<void> {
  const { relayId: requestId, reference, locale, phoneNumberId } = relay;
  const { subjectId, keyId, names } = subject;
  const person = { subjectId, keyId, names };
  await tellPerson({ tenant, request: { requestId, reference, locale, phoneNumberId, person }, ...news });
}
