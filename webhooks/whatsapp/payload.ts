import { type Instant, toInstant } from '../../src/domain/instant.ts';

/**
 * Loose readers for what Meta may send. Hand-written rather than zod: of 596 bodies seen in the wild, a schema made from
 * Meta's older examples refuses 380 (cloud-api.md 13), and these run on every item of every webhook. None of them throws.
 */
export type Loose = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Loose | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}

/** A list as it is, one object as a list of one (shape 15), anything else as none. */
export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return typeof value === 'object' && value !== null ? [value] : [];
}

/** Text that says something. A number stands for its digits (shape 15); `""` is nothing (shape 2). */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** An id of Meta's: text of a sane length. */
export function asId(value: unknown): string | null {
  const text = asText(value);
  return text !== null && text.length <= 512 ? text : null;
}

/** A word of Meta's vocabulary (a type, a field, an event), made safe to store and count. */
export function asWord(value: unknown, otherwise: string): string {
  const text = asText(value);
  return text !== null && /^[A-Za-z0-9_.-]{1,60}$/.test(text) ? text : otherwise;
}

export function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Meta's timestamps are seconds, as text or number. One that is absent, absurd or ahead of us gives the time of receipt. */
export function asInstant(value: unknown, receivedAt: number): Instant {
  const milliseconds = asMilliseconds(value);
  if (milliseconds === null) return toInstant(receivedAt);
  const isLikely = milliseconds > 1_230_768_000_000 && milliseconds <= receivedAt;
  return toInstant(isLikely ? milliseconds : receivedAt);
}

/** A clock that was put back is behind by hours, not by more than this. Milliseconds. */
const longestAheadMs = 26 * 3_600_000;

/** Meta's time where it lies ahead of us, but not absurdly: our clock was put back. Else `null`: {@link asInstant} has it. */
export function asInstantAhead(value: unknown, receivedAt: number): Instant | null {
  const milliseconds = asMilliseconds(value) ?? 0;
  return milliseconds > receivedAt && milliseconds <= receivedAt + longestAheadMs ? toInstant(milliseconds) : null;
}

/** One of Meta's timestamps in whole seconds since the Unix epoch, whatever our clock says; `null` where it is none until 2106. */
export function asSeconds(value: unknown): number | null {
  const seconds = Math.floor((asMilliseconds(value) ?? NaN) / 1000);
  return seconds >= 0 && seconds < 2 ** 32 ? seconds : null;
}

/** Seconds, or milliseconds where it can be nothing else. */
function asMilliseconds(value: unknown): number | null {
  const number = asNumber(value);
  return number === null ? null : Math.round(number > 100_000_000_000 ? number : number * 1000);
}

/** One `changes[]` item with what stands around it. */
export interface Change {
  readonly wabaId: string | null;
  readonly phoneNumberId: string | null;
  /** The number of the business itself, digits only: what comes from it is an echo (pitfall 28). */
  readonly businessPhone: string | null;
  readonly field: string;
  readonly time: unknown;
  readonly value: Loose;
}

/** Every change of every entry (pitfall 4). A part that is no object is counted and takes nothing with it (pitfall 9). */
export function readChanges(payload: Loose): { readonly changes: readonly Change[]; readonly malformed: number } {
  const changes: Change[] = [];
  let malformed = 0;
  const object = asText(payload['object']);
  if (object !== null && object !== 'whatsapp_business_account') return { changes, malformed };
  for (const rawEntry of asList(payload['entry'])) {
    const entry = asObject(rawEntry);
    for (const rawChange of asList(entry?.['changes'])) {
      const change = asObject(rawChange);
      const value = asObject(change?.['value']);
      if (entry === null || change === null || value === null) {
        malformed += 1;
        continue;
      }
      // Hand-over fields name the number as `recipient`.
      const metadata = asObject(value['metadata']) ?? asObject(value['recipient']);
      changes.push({
        wabaId: asId(entry['id']),
        phoneNumberId: asId(metadata?.['phone_number_id']),
        businessPhone: asText(metadata?.['display_phone_number'])?.replace(/[^0-9]/g, '') ?? null,
        field: asWord(change['field'], 'messages'),
        time: entry['time'],
        value,
      });
    }
    if (entry === null) malformed += 1;
  }
  return { changes, malformed };
}
