import { randomBytes } from 'node:crypto';

import { type Clock, type Instant, toInstant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type CorrectionField } from '../domain/correction.ts';
import { type IdentifierKind, type IdentitySet } from '../domain/subject.ts';
import { openJson, sealJson, type SealPlace } from '../keys/seal.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { localeOf } from './channel.ts';
import { type AskedFact, type AskedNotice, type CorrectedFact } from './notice.ts';

/** How long the business can look up whom to erase. Source: design.md section 4, privacy.md 8.5. */
export const revealLifeMs = 72 * 3_600_000;
/** How often one link shows the identifiers. */
export const revealsMax = 20;

/** What a link is for. `erasure`: of everything, as `dsr.verified` says; anything else as `dsr.asked` says. */
export type RevealMatter = 'erasure' | AskedNotice['what'];

/** What the page may say without the key. `what`: `null` of a link from before that was noted. */
export interface RevealLook {
  readonly reference: string;
  readonly what: RevealMatter | null;
  readonly locale: Locale;
  readonly expiresAt: Instant;
}

/** A reveal as it rests. Times are milliseconds since the Unix epoch. */
export interface StoredReveal {
  readonly revealId: string;
  readonly tenantId: string;
  readonly subjectId: string;
  readonly names: readonly string[];
  readonly requestId: string;
  readonly reference: string;
  readonly what: RevealMatter;
  readonly locale: Locale;
  readonly sealed: Uint8Array;
  readonly expiresAt: number;
}

/** Where reveals rest. */
export interface RevealStore {
  insert(reveal: StoredReveal, now: number): Promise<void>;
  /** `null`: never was, or over. `what`: `null` of a row from before it was noted. */
  find(
    revealId: string,
    now: number,
  ): Promise<(Omit<StoredReveal, 'what'> & { readonly what: RevealMatter | null }) | null>;
  /** Counts one more; returns which it was, or `null` when `max` are reached. */
  count(revealId: string, max: number, now: number): Promise<number | null>;
  /** The latest end of a request's links that are not over; `null` when there is none. */
  latestEnd(requestId: string, now: number): Promise<number | null>;
  remove(which: { readonly requestId: string } | { readonly revealId: string }): Promise<void>;
}

/** Whom a link is about. */
export type RevealedPerson = Pick<IdentitySet, 'subjectId' | 'hashes' | 'identifiers'> & {
  /** What is right, where something is to be corrected. */
  readonly correction?: CorrectedFact;
  /** What they wrote for people to read. */
  readonly asked?: readonly AskedFact[];
};

/** One line behind a link: a name of the person, or what is to be put right. */
export interface RevealedFact {
  readonly kind: RevealedKind;
  readonly value: string;
}
export type RevealedKind = IdentifierKind | AskedFact['kind'] | `correct_${CorrectionField}`;

export type RevealResult =
  | { readonly name: 'revealed'; readonly identifiers: readonly RevealedFact[] }
  | { readonly name: 'wrong-key' | 'unknown' | 'used-up' };

/** Shows the business, for a while, whose data to erase. */
export interface Reveals {
  /** The key stands in the link's fragment and nowhere else: whoever loses the link cannot get it again. */
  create(
    tenant: Pick<Tenant, 'tenantId' | 'channels' | 'defaultLocale'>,
    order: {
      readonly requestId: string;
      readonly reference: string;
      readonly what: RevealMatter;
      readonly person: RevealedPerson;
    },
  ): Promise<{ readonly revealId: string; readonly url: string; readonly expiresAt: Instant }>;
  /** `null` when it never was or is over. Changes nothing. */
  look(revealId: string): Promise<RevealLook | null>;
  /** Opens with the key of the fragment, and counts. */
  reveal(revealId: string, key: string): Promise<RevealResult>;
  /** For the receipt: until when identifiers of this request are held; `null` when none are. */
  heldUntil(requestId: string): Promise<Instant | null>;
  /** Ends the links of a request and of its reminders, of one that was cancelled for instance. */
  drop(requestId: string): Promise<void>;
  dropOne(revealId: string): Promise<void>;
}

/** Makes reveals over a store. */
export function createReveals(parts: {
  readonly store: RevealStore;
  /** `PUBLIC_BASE_URL`, without a slash at its end. */
  readonly publicBaseUrl: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}): Reveals {
  const { store, publicBaseUrl, clock, telemetry } = parts;
  return {
    async create(tenant, { requestId, reference, what, person }) {
      const now = clock.now();
      const revealId = randomBytes(16).toString('base64url');
      const key = randomBytes(32);
      const { tenantId } = tenant;
      const expiresAt = now + revealLifeMs;
      const { correction, asked = [] } = person;
      const facts: readonly RevealedFact[] = [
        ...person.identifiers,
        ...asked,
        ...(correction === undefined
          ? []
          : [{ kind: `correct_${correction.field}` as const, value: correction.value }]),
      ];
      const sealed = sealJson(key, facts, placeOf(tenantId, revealId));
      const { subjectId, hashes: names } = person;
      const locale = localeOf(tenant, 'email');
      await store.insert(
        { revealId, tenantId, subjectId, names, requestId, reference, what, locale, sealed, expiresAt },
        now,
      );
      const url = `${publicBaseUrl}/n/${revealId}#${key.toString('base64url')}`;
      return { revealId, url, expiresAt: toInstant(expiresAt) };
    },
    async look(revealId) {
      const found = await store.find(revealId, clock.now());
      if (found === null) return null;
      const { reference, what, locale, expiresAt } = found;
      return { reference, what, locale, expiresAt: toInstant(expiresAt) };
    },
    async reveal(revealId, key) {
      const now = clock.now();
      const found = await store.find(revealId, now);
      if (found === null) return { name: 'unknown' };
      const identifiers = openWith(key, found);
      if (identifiers === null) {
        telemetry.event('reveal_refused', { tenantId: found.tenantId, reference: found.reference });
        return { name: 'wrong-key' };
      }
      const count = await store.count(revealId, revealsMax, now);
      if (count === null) return { name: 'used-up' };
      telemetry.event('reveal_opened', { tenantId: found.tenantId, reference: found.reference, count });
      return { name: 'revealed', identifiers };
    },
    async heldUntil(requestId) {
      const end = await store.latestEnd(requestId, clock.now());
      return end === null ? null : toInstant(end);
    },
    drop: (requestId) => store.remove({ requestId }),
    dropOne: (revealId) => store.remove({ revealId }),
  };
}

/** `null` for any key but the right one, whatever is wrong with it. */
function openWith(
  key: string,
  { tenantId, revealId, sealed }: Pick<StoredReveal, 'tenantId' | 'revealId' | 'sealed'>,
): readonly RevealedFact[] | null {
  try {
    return openJson(Buffer.from(key, 'base64url'), sealed, placeOf(tenantId, revealId)) as readonly RevealedFact[];
  } catch {
    return null; // GCM says only that it does not fit.
  }
}

function placeOf(tenantId: string, keyId: string): SealPlace {
  return { tenantId, collection: 'reveals', field: 'sealed', keyId };
}
