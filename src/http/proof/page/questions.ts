import { checkClaim } from '../../../proof/verify/claim.ts';
import { checkPrevious } from '../../../proof/verify/verify-receipt.ts';
import { byId, textOfFile } from './elements.ts';
import { render, type State } from './render.ts';

/** Answers whether the receipt that is shown is about the number that was typed. Of a bad one nothing is said. */
export async function answerClaim(state: State): Promise<void> {
  if (state.shown?.code !== 'valid' || !state.primitives) return;
  const secret = byId('secret', HTMLInputElement).value;
  const name = byId('number', HTMLInputElement).value;
  const code = await checkClaim(state.shown.receipt, { secret, name }, state.primitives);
  state.claimSaid = ({ claims }) => claims[code];
  render(state);
}

/** Answers whether a file is the receipt before the one that is shown. */
export async function answerPrevious(state: State, file: File): Promise<void> {
  if (state.shown?.code !== 'valid' || !state.primitives) return;
  const code = await checkPrevious(state.shown.receipt, await textOfFile(file), state.primitives);
  state.previousSaid = (texts) => texts.previous[code];
  render(state);
}
