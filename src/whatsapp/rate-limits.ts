import { createHmac, randomBytes } from 'node:crypto';

import { type Clock } from '../domain/instant.ts';
import { type BackOff } from './error-table.ts';

/** A send, as far as limits go. */
export interface Route {
  readonly phoneNumberId: string;
  /** Phone or BSUID. Kept only as a hash under a key of this process. */
  readonly addressee: string;
}

/** Slows sending down before and after Meta does. Promises, so that Redis can stand behind it when several workers share a number. */
export interface RateLimits {
  /** How long this send must wait, in milliseconds; 0 takes a place and lets it go. */
  admit(route: Route): Promise<number>;
  /** Meta refused for rate or is unwell: how long to stay away, in milliseconds. Meta's own `Retry-After` wins when it is longer. */
  backOff(route: Route, kind: BackOff, retryAfterMs: number | null): Promise<number>;
  /** A send went through: the count of refusals in a row starts over. A pause of the whole number is sat out all the same. */
  succeed(route: Route): Promise<void>;
}

/** First wait, growth per refusal in a row, and longest wait. Source: cloud-api.md 6 (pair rate 4^X s; throughput from 1 s). */
const waits: Readonly<Record<BackOff, { readonly firstMs: number; readonly growth: number; readonly maxMs: number }>> =
  {
    pair: { firstMs: 1000, growth: 4, maxMs: 1_024_000 },
    throughput: { firstMs: 1000, growth: 2, maxMs: 60_000 },
    calls: { firstMs: 120_000, growth: 2, maxMs: 3_600_000 },
    maintenance: { firstMs: 60_000, growth: 1, maxMs: 60_000 },
    service: { firstMs: 1000, growth: 4, maxMs: 300_000 },
    fault: { firstMs: 1000, growth: 4, maxMs: 300_000 },
  };

interface Pause {
  readonly kind: BackOff;
  /** Refusals of this kind in a row. */
  readonly refusals: number;
  /** Milliseconds since the Unix epoch. */
  readonly until: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Keeps limits in this process: a token bucket for each number (Meta: 80 messages a second, in and out together) and pauses
 * after refusals. Several workers each keep their own; Meta's refusals then find the common pace.
 */
export function createRateLimits(options: {
  readonly clock: Clock;
  /** Default 70 of Meta's 80, since what comes in counts as well. */
  readonly messagesPerSecond?: number;
  /** 0 to 1; spreads waits. Default: chance. */
  readonly random?: () => number;
}): RateLimits {
  const { clock, messagesPerSecond = 70, random = Math.random } = options;
  const processKey = randomBytes(32);
  const buckets = new Map<string, Bucket>();
  const pauses = new Map<string, Pause>();
  let pruneAt = 10_000;

  // What Meta cannot do just now may be this one message's fault: it must not hold up the others of the number.
  const keyOf = ({ phoneNumberId, addressee }: Route, kind: BackOff): string =>
    kind === 'pair' || kind === 'service' || kind === 'fault'
      ? `pair ${createHmac('sha256', processKey).update(`${phoneNumberId} ${addressee}`).digest('base64url')}`
      : `number ${phoneNumberId}`;

  const pausedFor = (key: string, now: number): number => Math.max(0, (pauses.get(key)?.until ?? 0) - now);

  const take = (phoneNumberId: string, now: number): number => {
    const bucket = buckets.get(phoneNumberId) ?? { tokens: messagesPerSecond, at: now };
    const tokens = Math.min(messagesPerSecond, bucket.tokens + ((now - bucket.at) / 1000) * messagesPerSecond);
    const isThere = tokens >= 1;
    buckets.set(phoneNumberId, { tokens: isThere ? tokens - 1 : tokens, at: now });
    return isThere ? 0 : Math.ceil(((1 - tokens) / messagesPerSecond) * 1000);
  };

  return {
    admit(route) {
      const now = clock.now();
      const waitMs = Math.max(pausedFor(keyOf(route, 'pair'), now), pausedFor(keyOf(route, 'throughput'), now));
      return Promise.resolve(waitMs > 0 ? waitMs : take(route.phoneNumberId, now));
    },
    backOff(route, kind, retryAfterMs) {
      const now = clock.now();
      const key = keyOf(route, kind);
      const last = pauses.get(key);
      const refusals = last?.kind === kind ? last.refusals : 0;
      const { firstMs, growth, maxMs } = waits[kind];
      const ownMs = Math.min(maxMs, firstMs * growth ** refusals) * (1 + random() * 0.2);
      const waitMs = Math.ceil(Math.max(ownMs, retryAfterMs ?? 0));
      pruneAt = prune(pauses, now, pruneAt);
      pauses.set(key, { kind, refusals: refusals + 1, until: Math.max(last?.until ?? 0, now + waitMs) });
      return Promise.resolve(waitMs);
    },
    succeed(route) {
      pauses.delete(keyOf(route, 'pair'));
      // Whatever comes through during the number's pause was on its way before Meta refused: it says nothing of the limit.
      const number = keyOf(route, 'throughput');
      if (pausedFor(number, clock.now()) === 0) pauses.delete(number);
      return Promise.resolve();
    },
  };
}

/** Forgets refusals that are long over once there are `limit` of them. @returns the next limit. */
function prune(pauses: Map<string, Pause>, now: number, limit: number): number {
  if (pauses.size < limit) return limit;
  for (const [key, { until }] of pauses) if (until < now) pauses.delete(key);
  return Math.max(10_000, pauses.size * 2);
}
