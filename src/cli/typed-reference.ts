import { OubliError } from '../domain/errors.ts';
import { readReference } from '../domain/reference.ts';

/** Reads a reference as an operator types it. @throws OubliError `reference_malformed`. */
export function typedReference(typed: string): string {
  const reference = readReference(typed);
  if (reference !== null) return reference;
  throw new OubliError(
    'reference_malformed',
    'That is no reference: it looks like ER-XXXX-XXXX-XXXX, and its last character tells a slip.',
  );
}
