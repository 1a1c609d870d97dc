import { protectionTexts } from '../../protection/texts/index.ts';
import { type Outcome } from '../../outcome.ts';
import { dayInWords } from '../../phrasing.ts';
import { type FlowEffect } from '../../effect.ts';
import { say, type Turn } from '../../turn.ts';
import { showIntent } from '../preview.ts';
import { type StateNamed } from '../state.ts';
import { deletionTexts } from '../texts/index.ts';
import { cancel, end, go, type Handler, isAlongside, isPast, stay } from './move.ts';

/** Handed over. Nothing here can start an erasure again; CANCEL is tried until the point of no return. */
export const running: Handler<'running'> = (state, event, turn) => {
  const { reference } = state;
  switch (event.kind) {
    case 'outcome': {
      const { outcome } = event;
      if (outcome.kind !== 'erasure-scheduled' || outcome.requestId !== state.requestId) return stay(state);
      if (outcome.startsAt === state.startsAt) return stay(state);
      return go({ ...state, startsAt: outcome.startsAt }, scheduled(state, outcome, turn));
    }
    case 'idle':
      return stay(state);
    case 'said':
      if (event.wish === 'cancel' || event.wish === 'not-me')
        return cancel(state, event.wish === 'cancel' ? 'asked' : 'not-me');
      return stay(state, say(deletionTexts[turn.locale].running({ reference })));
    case 'unclear':
    case 'unreadable':
      return isAlongside(turn) ? stay(state) : stay(state, say(deletionTexts[turn.locale].running({ reference })));
  }
};

/** The request is being taken back. A code that turns out right now starts nothing. */
export const cancelling: Handler<'cancelling'> = (state, event, turn) => {
  const { requestId, reference, because } = state;
  const texts = deletionTexts[turn.locale];
  if (event.kind === 'idle') return end();
  if (event.kind === 'outcome') {
    const { outcome } = event;
    if (!('requestId' in outcome) || outcome.requestId !== requestId) return stay(state);
    if (outcome.kind === 'request-cancelled') {
      return end(say(because === 'not-me' ? texts.cancelledNotMe({ reference }) : texts.cancelled({ reference })));
    }
    if (outcome.kind !== 'request-not-cancellable') return stay(state);
    return go({ name: 'running', requestId, reference, startsAt: null }, say(texts.cannotCancel({ reference })));
  }
  if (event.kind === 'said' && event.wish === 'delete') return go({ name: 'intent_shown' }, ...showIntent(turn));
  return stay(state, say(texts.cancelling));
};

function scheduled(
  state: StateNamed<'running'>,
  { startsAt, reason = null }: Pick<Extract<Outcome, { kind: 'erasure-scheduled' }>, 'startsAt' | 'reason'>,
  turn: Turn,
): FlowEffect {
  const { reference } = state;
  const texts = deletionTexts[turn.locale];
  const day = dayInWords(turn.locale, startsAt);
  if (reason !== null && !isPast(startsAt, turn) && day !== '') {
    const { startsLater, why } = protectionTexts[turn.locale];
    return say(startsLater({ reference, day, why: why[reason] }));
  }
  return say(
    isPast(startsAt, turn) || day === '' ? texts.started({ reference }) : texts.startsLater({ reference, day }),
  );
}
