import { OubliError } from '../domain/errors.ts';
import { refusalGrounds } from '../domain/ground.ts';
import { refusalEntry } from '../requests/answer-entries.ts';
import { type Refusals } from '../requests/refusals.ts';
import { type RequestOperator } from '../requests/request-operator.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import { knownTenant } from './known-tenant.ts';
import { type Output } from './output.ts';
import { typedReference } from './typed-reference.ts';

export interface RequestRefuseParts {
  readonly operator: Pick<RequestOperator, 'show'>;
  readonly refusals: Refusals;
  readonly tenants: Pick<TenantStore, 'find'>;
  /** The business's own words. Never an argument: they may be about a person, and those stand in the shell's history. */
  readonly askWords: () => Promise<string>;
}

/** Refuses a request for the business, with a ground of the list; the person is told, and where to complain. */
export async function runRequestRefuse(
  output: Output,
  { operator, refusals, tenants, askWords }: RequestRefuseParts,
  typed: string,
  { ground, words: isAsked }: { readonly ground: string; readonly words: boolean },
): Promise<void> {
  const words = isAsked ? await askWords() : undefined;
  const entry = refusalEntry.safeParse({ ground, words });
  if (!entry.success) {
    const isGround = entry.error.issues.some(({ path }) => path[0] === 'ground');
    const advice = isGround
      ? `The grounds are ${refusalGrounds.join(', ')}.`
      : 'The words must be 1 to 500 characters.';
    throw new OubliError('invalid', advice);
  }
  const { reference, tenantId } = await operator.show(typedReference(typed));
  const tenant = await knownTenant(tenants, tenantId);
  await refusals.refuse(tenant, reference, entry.data.ground, entry.data.words ?? null);
  output.line(`${reference} is refused. The person is told why, and where to complain.`);
}
