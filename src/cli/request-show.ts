import { type RequestOperator } from '../requests/request-operator.ts';
import { type Output } from './output.ts';
import { typedReference } from './typed-reference.ts';

/** Shows how far a request came, as JSON. Nobody's name is in it. */
export async function runRequestShow(
  output: Output,
  requests: Pick<RequestOperator, 'show'>,
  typed: string,
): Promise<void> {
  output.line(JSON.stringify(await requests.show(typedReference(typed)), null, 2));
}
