import { receptionTexts } from '../../reception/texts/index.ts';
import { cancelAside, say } from '../../turn.ts';
import { showIntent } from '../show-intent.ts';
import { intentButtons, textsOf } from '../words.ts';
import { end, go, type Handler, isAlongside, open, stay } from './move.ts';

/** What goes and stays was shown: the person confirms, or nothing happens. */
export const intentShown: Handler<'intent_shown'> = (state, event, turn) => {
  const { locale } = turn;
  const texts = textsOf(turn);
  const remind = (first = ''): ReturnType<typeof stay> =>
    stay(state, say(`${first}${texts.intentReminder}`, intentButtons(turn)));
  switch (event.kind) {
    case 'said':
      break;
    case 'unclear':
      return isAlongside(turn) ? end() : remind();
    case 'unreadable':
      return remind(`${receptionTexts[locale].cannotRead(event)}\n`);
    case 'idle':
      return end();
    case 'outcome': {
      // The person asked again while an earlier request was being taken back, and that came too late.
      const { outcome } = event;
      if (outcome.kind !== 'request-not-cancellable') return stay(state);
      const { requestId, reference } = outcome;
      return go({ name: 'running', requestId, reference, startsAt: null }, say(texts.cannotCancel({ reference })));
    }
  }
  switch (event.wish) {
    case 'confirm':
      return open(turn, null);
    case 'cancel':
    case 'not-me':
      return end(say(texts.nothingDeleted), cancelAside(event.wish));
    case 'decline':
      return end(say(texts.nothingDeleted));
    case 'code':
      return remind(`${receptionTexts[locale].codeNotExpected}\n`);
    case 'resend':
    case 'slow':
      return remind();
    case 'delete':
    case 'prompt':
      return stay(state, ...showIntent(turn));
  }
};
