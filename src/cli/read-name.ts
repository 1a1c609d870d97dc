import { OubliError } from '../domain/errors.ts';
import { type Identifier } from '../domain/subject.ts';

/** Reads a phone number in any usual spelling, or a business-scoped user id. @throws OubliError `name_malformed`. */
export function readName(typed: string): Identifier {
  const text = typed.trim();
  if (/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(text)) {
    return { kind: text.includes('.ENT.') ? 'parent_bsuid' : 'bsuid', value: text };
  }
  const digits = text.replace(/^00|[\s+().-]/g, '');
  if (/^[1-9][0-9]{6,14}$/.test(digits)) return { kind: 'phone', value: digits };
  throw new OubliError(
    'name_malformed',
    'That is neither a phone number with its country code nor a business-scoped user id (such as US.…).',
  );
}
