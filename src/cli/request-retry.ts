import { type RequestOperator } from '../requests/request-operator.ts';
import { type Output } from './output.ts';
import { typedReference } from './typed-reference.ts';

/** Lets a blocked request erase again, from the first store on. */
export async function runRequestRetry(
  output: Output,
  requests: Pick<RequestOperator, 'retry'>,
  typed: string,
): Promise<void> {
  const { reference, state } = await requests.retry(typedReference(typed));
  output.line(`${reference} is ${state} again. A worker takes it up.`);
}
