import { type Clock } from '../../../src/domain/instant.ts';
import { GraphFault } from './errors.ts';

export interface RateOptions {
  /** Messages a number may send in one second. Meta: 80, or 1,000 after an upgrade. */
  readonly messagesPerSecond: number;
  /** Messages one pair may borrow from its future. Meta: 45. */
  readonly pairBurst: number;
  /** What one message to the same person costs, in milliseconds. Meta: 6,000. */
  readonly pairCostMs: number;
}

export const metaRates: RateOptions = { messagesPerSecond: 80, pairBurst: 45, pairCostMs: 6000 };

/** The two limits on sending; throws 130429 or 131056 (cloud-api.md 6, [WA/throughput]). */
export interface Rates {
  take(phoneNumberId: string, person: string): void;
}

export function createRates(clock: Clock, options: RateOptions): Rates {
  const seconds = new Map<string, { startedAt: number; count: number }>();
  const pairs = new Map<string, { owedUntil: number; isSpent: boolean }>();

  const takeSecond = (phoneNumberId: string, now: number): void => {
    const second = seconds.get(phoneNumberId);
    if (second === undefined || now - second.startedAt >= 1000) {
      seconds.set(phoneNumberId, { startedAt: now, count: 1 });
    } else if (second.count >= options.messagesPerSecond) {
      throw new GraphFault(130429, 'Message failed to send because there were too many messages sent in a short time.');
    } else {
      second.count += 1;
    }
  };

  // Each message owes its cost. Who has borrowed all of the burst waits until the whole debt is paid: 45 at once, 4.5 minutes.
  const takePair = (pair: string, now: number): void => {
    const { owedUntil, isSpent } = pairs.get(pair) ?? { owedUntil: 0, isSpent: false };
    if (isSpent && now < owedUntil) {
      throw new GraphFault(131056, 'Too many messages sent from the sender to the same recipient in a short time.');
    }
    const next = Math.max(owedUntil, now) + options.pairCostMs;
    pairs.set(pair, { owedUntil: next, isSpent: next - now >= options.pairBurst * options.pairCostMs });
  };

  return {
    take(phoneNumberId, person) {
      const now = clock.now();
      takePair(`${phoneNumberId} ${person}`, now);
      takeSecond(phoneNumberId, now);
    },
  };
}
