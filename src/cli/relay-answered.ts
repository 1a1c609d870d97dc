import { OubliError } from '../domain/errors.ts';
import { type RelayAnswers } from '../requests/relay-answers.ts';
import { type Output } from './output.ts';
import { typedReference } from './typed-reference.ts';

/** Notes that something passed on is answered, whoever has it in hand: nobody is reminded of it any more. */
export async function runRelayAnswered(output: Output, relayAnswers: RelayAnswers, typed: string): Promise<void> {
  const reference = typedReference(typed);
  const { isNew } = await relayAnswers.answered('operator', reference);
  if (!isNew) throw new OubliError('relay_answered', `${reference} was answered before.`);
  output.line(`${reference} is answered. Nobody is reminded of it any more.`);
}
