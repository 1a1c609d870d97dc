import { type CodedTurn, reply } from '../../turn.ts';
import { type FlowEffect } from '../../effect.ts';
import { textsOf } from '../words.ts';
import { afterCode } from './code-outcomes.ts';
import { cancel, end, go, type Handler, isAlongside, issueCode, stay } from './move.ts';

/**
 * WhatsApp hides the person's number, and no code can go to an id (131062): they are asked to share it. Only the answer to our own
 * button counts, which the conversation stage tells from any other card (cloud-api.md 3.6, pitfall 26).
 */
export const numberNeeded: Handler<'number_needed'> = (state, event, turn) => {
  const { requestId, reference } = state;
  switch (event.kind) {
    case 'outcome':
      if (event.outcome.kind === 'number-shared') {
        return go({ name: 'sending_code', requestId, reference }, issueCode(requestId, turn));
      }
      return afterCode(state, event.outcome, turn);
    case 'idle':
      return end();
    case 'unclear':
      return isAlongside(turn) ? stay(state) : stay(state, askForNumber(turn));
    case 'unreadable':
      return stay(state, askForNumber(turn));
    case 'said':
      break;
  }
  const { wish } = event;
  if (wish === 'cancel' || wish === 'decline' || wish === 'not-me')
    return cancel(state, wish === 'not-me' ? 'not-me' : 'asked');
  return stay(state, askForNumber(turn));
};

/** Shows the button. */
function askForNumber(turn: CodedTurn): FlowEffect {
  return reply({ kind: 'contact-request', body: textsOf(turn).numberNeeded });
}
