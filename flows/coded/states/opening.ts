import { type Matter } from '../../../src/domain/matter.ts';
import { accessTexts } from '../../data-access/texts/index.ts';
import { type Outcome } from '../../outcome.ts';
import { dayInWords } from '../../phrasing.ts';
import { say, type CodedTurn } from '../../turn.ts';
import { showIntent } from '../show-intent.ts';
import { type StateNamed } from '../state.ts';
import { textsOf } from '../words.ts';
import { cancel, end, go, type Handler, issueCode, type Move, open, start, stay } from './move.ts';

/** The request is being opened: a moment. */
export const opening: Handler<'opening'> = (state, event, turn) => {
  const texts = textsOf(turn);
  switch (event.kind) {
    case 'outcome':
      return afterOpening(state, event.outcome, turn);
    case 'said':
      if (event.wish === 'cancel' || event.wish === 'not-me' || event.wish === 'decline') {
        const because = event.wish === 'not-me' ? 'not-me' : 'asked';
        return go({ name: 'calling_off', because }, say(texts.cancelling));
      }
      // Asking again asks again: should the first effect have died, this one opens the request.
      if (event.wish === 'delete' || event.wish === 'resend') return open(turn, state.earlier, say(texts.oneMoment));
      return stay(state, say(texts.oneMoment));
    case 'unclear':
    case 'unreadable':
      return stay(state, say(texts.oneMoment));
    case 'idle':
      return end();
  }
};

function afterOpening(state: StateNamed<'opening'>, outcome: Outcome, turn: CodedTurn): Move {
  const { earlier } = state;
  if (outcome.kind === 'request-opened') {
    const { requestId, reference } = outcome;
    return go({ name: 'sending_code', requestId, reference }, issueCode(requestId, turn));
  }
  if (outcome.kind === 'request-busy')
    return end(say(accessTexts[turn.locale].busy({ reference: outcome.reference, what: nameOf(outcome.matter) })));
  if (outcome.kind === 'copy-withheld') {
    const { businessName, locale } = turn;
    return end(say(accessTexts[locale].withheld({ businessName, day: dayInWords(locale, outcome.until) })));
  }
  // The person asked for a new code while the old one was being checked, and it was right.
  const isRight = outcome.kind === 'code-checked' && outcome.result.name === 'right';
  return isRight && earlier?.requestId === outcome.requestId ? start(earlier, turn) : stay(state);
}

/** What another request that comes first is called. */
function nameOf({ right, part }: Matter): 'erasure' | 'part' | 'copy' {
  if (right === 'access') return 'copy';
  return part === null ? 'erasure' : 'part';
}

/** Cancelled before the request had an id: it is taken back as soon as it has one, be it one that was found running. */
export const callingOff: Handler<'calling_off'> = (state, event, turn) => {
  if (event.kind === 'idle') return end();
  if (event.kind === 'outcome') {
    const { outcome } = event;
    return outcome.kind === 'request-opened' || outcome.kind === 'erasure-scheduled'
      ? cancel(outcome, state.because)
      : stay(state);
  }
  if (event.kind === 'said' && event.wish === 'delete') return go({ name: 'intent_shown' }, ...showIntent(turn));
  return stay(state, say(textsOf(turn).cancelling));
};
