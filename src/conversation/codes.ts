import { createHmac, randomInt } from 'node:crypto';

import { type Instant, toInstant } from '../domain/instant.ts';
import { type Right } from '../domain/request.ts';

/** Bounds of the one-time code. Sources: NIST SP 800-63B-4 (no counter reset on a new code), design.md section 4. */
export const codeLimits = {
  triesPerCode: 3,
  failuresPerDay: 9,
  /** The first code and three more. */
  codesPerDay: 4,
  resendAfterSeconds: 60,
  dayMs: 86_400_000,
  /** "It was not me" is remembered this long (src/domain/risk.ts). */
  notMeMs: 7 * 86_400_000,
} as const;

/** What a code is bound to: nobody else's, no other request's and no other action's code fits. */
export interface CodeBinding {
  readonly requestId: string;
  readonly tenantId: string;
  readonly subjectId: string;
  readonly action: Right;
}

export type CheckResult =
  | { readonly name: 'right' }
  | { readonly name: 'wrong'; readonly triesLeft: number }
  | { readonly name: 'void' }
  | { readonly name: 'expired' }
  | { readonly name: 'locked'; readonly until: Instant };

export type ReserveResult =
  { readonly name: 'reserved' } | { readonly name: 'too-soon' | 'daily-limit' | 'locked'; readonly retryAt: Instant };

/** Where codes and counters rest. Each call is one conditional update. */
export interface VerificationStore {
  /** Makes `mac` the one live code, if the limits allow one now. */
  reserve(order: {
    readonly tenantId: string;
    readonly counters: readonly string[];
    readonly requestId: string;
    readonly mac: string;
    readonly expiresAt: number;
    readonly now: number;
    /** False for a second way of sending the same code request: it is no resend of the person's. */
    readonly countsAsSend: boolean;
  }): Promise<ReserveResult>;
  /** Compares, counts and consumes at once; asking again with the same `effectId` returns the first answer. */
  check(order: {
    readonly tenantId: string;
    readonly counters: readonly string[];
    readonly requestId: string;
    readonly mac: string;
    readonly effectId: string;
    readonly now: number;
  }): Promise<CheckResult>;
  /** Voids the live code; the counters stay. */
  voidLive(tenantId: string, counters: readonly string[]): Promise<void>;
  /** Remembers that the person did not ask (`codeLimits.notMeMs`). `now`: milliseconds since the Unix epoch. */
  noteNotMe(tenantId: string, counters: readonly string[], now: number): Promise<void>;
}

/** Draws and checks one-time codes. A code is in memory only while it is drawn, sent or checked. */
export interface Codes {
  issue(order: {
    readonly binding: CodeBinding;
    readonly counters: readonly string[];
    readonly digits: number;
    readonly lifeMinutes: number;
    readonly countsAsSend: boolean;
  }): Promise<
    | { readonly name: 'drawn'; readonly code: string; readonly expiresAt: Instant }
    | Exclude<ReserveResult, { name: 'reserved' }>
  >;
  check(order: {
    readonly binding: CodeBinding;
    readonly counters: readonly string[];
    readonly candidate: string;
    readonly effectId: string;
  }): Promise<CheckResult>;
  voidLive(tenantId: string, counters: readonly string[]): Promise<void>;
  noteNotMe(tenantId: string, counters: readonly string[]): Promise<void>;
}

/** Makes codes over a store; `key` is the keyring's purpose `code`. */
export function createCodes(parts: {
  readonly store: VerificationStore;
  readonly key: Buffer;
  readonly now: () => number;
}): Codes {
  const { store, key, now } = parts;
  const macOf = (binding: CodeBinding, code: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([binding.requestId, binding.tenantId, binding.subjectId, binding.action, code]))
      .digest('base64url');
  return {
    async issue({ binding, counters, digits, lifeMinutes, countsAsSend }) {
      const code = String(randomInt(0, 10 ** digits)).padStart(digits, '0');
      const expiresAt = now() + lifeMinutes * 60_000;
      const { tenantId, requestId } = binding;
      const mac = macOf(binding, code);
      const reserved = await store.reserve({ tenantId, counters, requestId, mac, expiresAt, now: now(), countsAsSend });
      return reserved.name === 'reserved' ? { name: 'drawn', code, expiresAt: toInstant(expiresAt) } : reserved;
    },
    check({ binding, counters, candidate, effectId }) {
      // The database compares keyed MACs, not codes: the time it takes says nothing about the digits.
      const { tenantId, requestId } = binding;
      return store.check({ tenantId, counters, requestId, mac: macOf(binding, candidate), effectId, now: now() });
    },
    voidLive: (tenantId, counters) => store.voidLive(tenantId, counters),
    noteNotMe: (tenantId, counters) => store.noteNotMe(tenantId, counters, now()),
  };
}
