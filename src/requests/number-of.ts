import { type Subject } from '../conversation/subjects.ts';
import { type Tenant } from '../tenants/tenant.ts';

/** Of these numbers the one that the person wrote to last; `null`: none that is known. Implemented by src/stores/last-number.ts. */
export type LastNumber = (person: Subject, numbers: readonly string[]) => Promise<string | null>;

/** Of a business's numbers the one that the person wrote to last: their chat is there. Else its first; `null`: it has none. */
export async function numberOf(
  lastNumber: LastNumber,
  { phoneNumbers }: Pick<Tenant, 'phoneNumbers'>,
  subject: Subject,
): Promise<string | null> {
  const [first, ...more] = phoneNumbers.map((one) => one.phoneNumberId);
  if (first === undefined || more.length === 0) return first ?? null;
  return (await lastNumber(subject, [first, ...more])) ?? first;
}
