import { type CodedTurn } from '../../turn.ts';
import { type StateNamed } from '../state.ts';
import { afterCode } from './code-outcomes.ts';
import { askForNumber, mayGoWithout, offerToWait } from './ask-for-number.ts';
import { cancel, go, type Handler, isAlongside, letGo, type Move, named, stay } from './move.ts';

/**
 * WhatsApp hides the person's number, and no code can go to an id (131062): they are asked to share it. Only the answer to our own
 * button counts, which the conversation stage tells from any other card (cloud-api.md 3.6, pitfall 26). Erasing everything is never
 * locked behind that: whoever would rather not share it may wait a week instead (docs/risk.md).
 */
export const numberNeeded: Handler<'number_needed'> = (state, event, turn) => {
  const { requestId } = state;
  switch (event.kind) {
    case 'outcome':
      return afterCode(state, event.outcome, turn);
    case 'idle':
      return letGo(state, turn);
    case 'unclear':
      return isAlongside(turn) ? stay(state) : ratherNot(state, turn);
    // A card that they picked themselves, for one, which proves nothing.
    case 'unreadable':
      return asksAgain(state, turn);
    case 'said':
      break;
  }
  const { wish } = event;
  if (wish === 'cancel' || wish === 'not-me') return cancel(state, wish === 'not-me' ? 'not-me' : 'asked');
  const isOffered = state.asks === 'slow' && mayGoWithout(turn);
  if (wish === 'decline') return isOffered || !mayGoWithout(turn) ? cancel(state, 'asked') : ratherNot(state, turn);
  if (wish === 'slow' || (wish === 'confirm' && isOffered)) {
    // A button of an older message only asks.
    return isOffered ? stay(state, { kind: 'go-without-code', requestId }) : ratherNot(state, turn);
  }
  if (wish === 'prompt' && isOffered) return stay(state, offerToWait(turn));
  return asksAgain(state, turn);
};

function asksAgain(state: StateNamed<'number_needed'>, turn: CodedTurn): Move {
  return go({ name: 'number_needed', ...named(state) }, askForNumber(turn));
}

/** Offers to wait instead, where that is possible. */
function ratherNot(state: StateNamed<'number_needed'>, turn: CodedTurn): Move {
  if (!mayGoWithout(turn)) return asksAgain(state, turn);
  return go({ name: 'number_needed', ...named(state), asks: 'slow' }, offerToWait(turn));
}
