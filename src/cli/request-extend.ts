import { OubliError } from '../domain/errors.ts';
import { extensionEntry } from '../requests/answer-entries.ts';
import { type Extensions } from '../requests/extensions.ts';
import { extensionReasons } from '../requests/request-record.ts';
import { type RequestOperator } from '../requests/request-operator.ts';
import { type Output } from './output.ts';
import { typedReference } from './typed-reference.ts';

/** Takes two further months for the business, before the first is over; the person is told. */
export async function runRequestExtend(
  output: Output,
  parts: { readonly operator: Pick<RequestOperator, 'show'>; readonly extensions: Extensions },
  typed: string,
  options: { readonly reason: string },
): Promise<void> {
  const entry = extensionEntry.safeParse(options);
  if (!entry.success) throw new OubliError('invalid', `The reasons are ${extensionReasons.join(', ')}.`);
  const { reference, tenantId } = await parts.operator.show(typedReference(typed));
  const until = await parts.extensions.extend(tenantId, reference, entry.data.reason);
  output.line(`${reference} may take until ${until}. The person is told why, and where to complain.`);
}
