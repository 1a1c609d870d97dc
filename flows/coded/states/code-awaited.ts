import { receptionTexts } from '../../reception/texts/index.ts';
import { say } from '../../turn.ts';
import { codeButtons, textsOf } from '../words.ts';
import { afterCode, lockedButtons, lockedText, neededButtons, neededText } from './code-outcomes.ts';
import { cancel, checkCode, type Handler, isAlongside, isPast, letGo, open, stay } from './move.ts';

/** The code is on its way. */
export const sendingCode: Handler<'sending_code'> = (state, event, turn) => {
  if (event.kind === 'outcome') return afterCode(state, event.outcome, turn);
  if (event.kind === 'idle') return letGo(state, turn);
  const wish = event.kind === 'said' ? event.wish : null;
  const moment = say(textsOf(turn).oneMoment);
  if (wish === 'cancel' || wish === 'not-me') return cancel(state, wish === 'cancel' ? 'asked' : 'not-me');
  if (wish === 'code') return stay(state, checkCode(state.requestId, turn));
  return wish === 'delete' ? open(turn, state, moment) : stay(state, moment);
};

/** A code was sent: the person types it here. */
export const codeSent: Handler<'code_sent'> = (state, event, turn) => {
  const { requestId } = state;
  const texts = textsOf(turn);
  const isOver = isPast(state.expiresAt, turn);
  const expected = state.channel === 'phrase' ? texts.phraseExpected : texts.codeExpected({ digits: state.digits });
  const reminder = isOver ? texts.codeExpired : expected;
  const remind = (first = ''): ReturnType<typeof stay> =>
    stay(state, say(`${first}${reminder}`, codeButtons(turn.locale)));
  switch (event.kind) {
    case 'outcome':
      return afterCode(state, event.outcome, turn);
    case 'idle':
      return letGo(state, turn);
    case 'unclear':
      return isOver && isAlongside(turn) ? stay(state) : remind();
    case 'unreadable':
      return remind(`${receptionTexts[turn.locale].cannotRead(event)}\n`);
    case 'said':
      break;
  }
  const { wish } = event;
  if (wish === 'code') return stay(state, checkCode(requestId, turn));
  if (wish === 'cancel' || wish === 'not-me') return cancel(state, wish === 'cancel' ? 'asked' : 'not-me');
  const wantsCode = wish === 'resend' || (isOver && (wish === 'confirm' || wish === 'delete'));
  // It may be over by now, taken back in another chat: then its code would be right for nothing.
  return wantsCode ? open(turn, state) : remind();
};

/** No code is at hand. One that still arrives is checked; asking finds the request again, or opens a new one. */
export const codeNeeded: Handler<'code_needed'> = (state, event, turn) => {
  const remind = (first = ''): ReturnType<typeof stay> =>
    stay(state, say(`${first}${neededText(state, turn)}`, neededButtons(state, turn)));
  switch (event.kind) {
    case 'outcome':
      return afterCode(state, event.outcome, turn);
    case 'idle':
      return letGo(state, turn);
    case 'unclear':
      return isAlongside(turn) ? stay(state) : remind();
    case 'unreadable':
      return remind(`${receptionTexts[turn.locale].cannotRead(event)}\n`);
    case 'said':
      break;
  }
  const { wish } = event;
  if (wish === 'code' && state.reason === 'identity-changed') return remind();
  if (wish === 'code') return stay(state, checkCode(state.requestId, turn));
  if (wish === 'cancel' || wish === 'decline' || wish === 'not-me')
    return cancel(state, wish === 'not-me' ? 'not-me' : 'asked');
  const mustWait = state.retryAt !== null && !isPast(state.retryAt, turn);
  const wantsCode = wish === 'resend' || wish === 'confirm' || wish === 'delete';
  return wantsCode && !mustWait ? open(turn, state) : remind();
};

/** Nine wrong codes in a day: none is taken before `until`. The request stays open. */
export const codeLocked: Handler<'code_locked'> = (state, event, turn) => {
  const remind = stay(state, say(lockedText(state, turn), lockedButtons(state, turn)));
  switch (event.kind) {
    case 'outcome':
      return afterCode(state, event.outcome, turn);
    case 'idle':
      return stay(state);
    case 'unclear':
    case 'unreadable':
      return isAlongside(turn) ? stay(state) : remind;
    case 'said':
      break;
  }
  const { wish } = event;
  if (wish === 'cancel' || wish === 'not-me') return cancel(state, wish === 'cancel' ? 'asked' : 'not-me');
  // One too many was asked for: the last that came still counts.
  if (wish === 'code' && state.because === 'daily-limit') return stay(state, checkCode(state.requestId, turn));
  const wantsCode = wish === 'resend' || wish === 'confirm' || wish === 'delete';
  // Whoever would not share their number may do so after all.
  const mayAsk = isPast(state.until, turn) || (state.because === 'no-number' && wish === 'resend');
  return wantsCode && mayAsk ? open(turn, state) : remind;
};
