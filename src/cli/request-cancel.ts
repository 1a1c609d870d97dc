import { type RequestOperator } from '../requests/request-operator.ts';
import { type Output } from './output.ts';
import { typedReference } from './typed-reference.ts';

/** Cancels a request on the person's behalf, up to the point of no return; a copy, until it is handed over. */
export async function runRequestCancel(
  output: Output,
  requests: Pick<RequestOperator, 'cancel'>,
  typed: string,
): Promise<void> {
  const { reference, state } = await requests.cancel(typedReference(typed));
  output.line(`${reference} is ${state}.`);
}
