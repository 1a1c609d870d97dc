import { isElsewhere, isWholeErasure } from '../../../src/domain/matter.ts';
import { protectionTexts } from '../../protection/texts/index.ts';
import { type Outcome } from '../../outcome.ts';
import { dayInWords } from '../../phrasing.ts';
import { type FlowEffect } from '../../effect.ts';
import { say, type CodedTurn } from '../../turn.ts';
import { showIntent } from '../show-intent.ts';
import { type StateNamed } from '../state.ts';
import { textsOf } from '../words.ts';
import { handedOver } from '../../route-b/preview.ts';
import { cancel, end, go, type Handler, isAlongside, isPast, stay } from './move.ts';

/** Handed over. Nothing here can start an erasure again; CANCEL is tried until the point of no return. */
export const running: Handler<'running'> = (state, event, turn) => {
  switch (event.kind) {
    case 'outcome': {
      const { outcome } = event;
      if (outcome.kind === 'handed-over' && outcome.requestId === state.requestId)
        return end(handedOver(outcome, turn));
      if (outcome.kind !== 'erasure-scheduled' || outcome.requestId !== state.requestId) return stay(state);
      if (outcome.startsAt === state.startsAt) return stay(state);
      const told = scheduled(state, outcome, turn);
      // A copy or a part is a matter of moments, and its answer comes by itself.
      if (!isWholeErasure(turn.matter) && isPast(outcome.startsAt, turn)) return end(told);
      return go({ ...state, startsAt: outcome.startsAt }, told);
    }
    case 'idle':
      // What is asked of others is answered at once, or never in this chat.
      return isElsewhere(turn.matter) ? end() : stay(state);
    case 'said':
      if (event.wish === 'cancel' || event.wish === 'not-me')
        return cancel(state, event.wish === 'cancel' ? 'asked' : 'not-me');
      return stay(state, standing(state, turn));
    case 'unclear':
    case 'unreadable':
      return isAlongside(turn) ? stay(state) : stay(state, standing(state, turn));
  }
};

/** Nothing is asked of the chat any more. */
export const over: Handler<'over'> = (state, event) => (event.kind === 'outcome' ? stay(state) : end());

/** The request is being taken back. A code that turns out right now starts nothing. */
export const cancelling: Handler<'cancelling'> = (state, event, turn) => {
  const { requestId, reference, because } = state;
  const texts = textsOf(turn);
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

/** How it stands: under way, or when it begins. */
export function standing({ reference, startsAt }: StateNamed<'running'>, turn: CodedTurn): FlowEffect {
  const texts = textsOf(turn);
  const day = startsAt === null || isPast(startsAt, turn) ? '' : dayInWords(turn.locale, startsAt);
  return say(day === '' ? texts.running({ reference }) : texts.startsLater({ reference, day }));
}

function scheduled(
  state: StateNamed<'running'>,
  { startsAt, reason = null }: Pick<Extract<Outcome, { kind: 'erasure-scheduled' }>, 'startsAt' | 'reason'>,
  turn: CodedTurn,
): FlowEffect {
  const { reference } = state;
  const texts = textsOf(turn);
  const day = dayInWords(turn.locale, startsAt);
  if (reason !== null && !isPast(startsAt, turn) && day !== '') {
    const { startsLater, why } = protectionTexts[turn.locale];
    return say(startsLater({ reference, day, why: why[reason] }));
  }
  return say(
    isPast(startsAt, turn) || day === '' ? texts.started({ reference }) : texts.startsLater({ reference, day }),
  );
}
