import { type Identifier } from '../../src/domain/subject.ts';
import { asText } from './payload.ts';

const phoneShape = /^\+?[1-9][0-9]{4,14}$/;
const bsuidShape = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/;
const parentShape = /^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$/;

/**
 * Reads one name by its own shape, whichever field it stood in: BSUIDs have been seen in `from` and `wa_id` (shape 2).
 * What has neither shape (`""`, `undefined` as a word, a group id) is no name: two strangers must never share one
 * (pitfall 13). Numbers stay as Meta writes them: which spellings are one name is told where names are hashed (pitfall 29).
 */
export function asIdentifier(value: unknown): Identifier | null {
  const text = asText(value);
  if (text === null) return null;
  if (phoneShape.test(text)) return { kind: 'phone', value: text.startsWith('+') ? text.slice(1) : text };
  if (bsuidShape.test(text)) return { kind: 'bsuid', value: text };
  return parentShape.test(text) ? { kind: 'parent_bsuid', value: text } : null;
}

/** The names among some fields: BSUID first (the strongest), then phone, then parent; at most one of a kind. */
export function namesOf(values: readonly unknown[]): readonly Identifier[] {
  const found: Identifier[] = [];
  for (const value of values) {
    const name = asIdentifier(value);
    if (name !== null && !found.some((one) => one.kind === name.kind)) found.push(name);
  }
  return found.sort((left, right) => rank(left) - rank(right));
}

/** The names of one with what only the other tells, strongest first. */
export function fillUp(own: readonly Identifier[], others: readonly Identifier[]): readonly Identifier[] {
  return [...own, ...others.filter((other) => !own.some((one) => one.kind === other.kind))].sort(
    (left, right) => rank(left) - rank(right),
  );
}

function rank({ kind }: Identifier): number {
  return kind === 'bsuid' ? 0 : kind === 'phone' ? 1 : 2;
}
