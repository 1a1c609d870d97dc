import { type Button } from '../../src/domain/outbound.ts';
import { say, type CodedTurn } from '../turn.ts';
import { type CodedEvent } from './event.ts';
import { showIntent } from './show-intent.ts';
import { type CodedState, type CodedStateName } from './state.ts';
import { codeLocked, codeNeeded, codeSent, sendingCode } from './states/code-awaited.ts';
import { lockedButtons, neededButtons } from './states/code-outcomes.ts';
import { intentShown } from './states/intent-shown.ts';
import { takenBack } from '../route-b/taken-back.ts';
import { end, go, type Handler, type Move, stay } from './states/move.ts';
import { numberNeeded } from './states/number-needed.ts';
import { callingOff, opening } from './states/opening.ts';
import { cancelling, over, running, standing } from './states/running.ts';
import { cancelButton, codeButtons, intentButtons, slowButtons, textsOf } from './words.ts';

const handlers: { readonly [Name in CodedStateName]: Handler<Name> } = {
  intent_shown: intentShown,
  opening,
  calling_off: callingOff,
  sending_code: sendingCode,
  code_sent: codeSent,
  code_needed: codeNeeded,
  number_needed: numberNeeded,
  code_locked: codeLocked,
  running,
  over,
  cancelling,
};

/**
 * How long a state waits before the chat goes back to reception without a word (design.md section 4: 30 min, request 24 h).
 * `code_locked` and `running` stay for as long as it takes: a chat that is due is asked first whether its request is over, whoever
 * ended it, so that it never waits for ever.
 */
const idleMinutes: Readonly<Record<CodedStateName, number>> = {
  intent_shown: 30,
  opening: 1_440,
  calling_off: 1_440,
  sending_code: 1_440,
  code_sent: 1_440,
  code_needed: 1_440,
  number_needed: 1_440,
  code_locked: 1_440,
  running: 1_440,
  over: 1_440,
  cancelling: 1_440,
};

/** Starts the flow: shows what goes and what stays. Nothing is opened. */
export function enterCoded(turn: CodedTurn): Move {
  return timed(null, go({ name: 'intent_shown' }, ...showIntent(turn)));
}

/** One step of the deletion conversation. Pure and total. */
export function moveCoded(state: CodedState, event: CodedEvent, turn: CodedTurn): Move {
  return timed(state, movedElsewhere(state, event, turn) ?? handle(state, event, turn), event.kind);
}

/** The choices of a state, to be shown again under another answer. */
export function currentButtons(state: CodedState, turn: CodedTurn): readonly Button[] {
  switch (state.name) {
    case 'intent_shown':
      return intentButtons(turn);
    case 'code_sent':
      return codeButtons(turn.locale);
    case 'code_needed':
      return neededButtons(state, turn);
    case 'code_locked':
      return lockedButtons(state, turn);
    case 'number_needed':
      return state.asks === 'slow' ? slowButtons(turn.locale) : cancelButton(turn.locale);
    case 'opening':
    case 'sending_code':
    case 'running':
      return cancelButton(turn.locale);
    case 'calling_off':
    case 'over':
    case 'cancelling':
      return [];
  }
}

function handle(state: CodedState, event: CodedEvent, turn: CodedTurn): Move {
  // The table pairs each name with the handler of that state; the compiler cannot follow the pair through the look-up.
  const handler = handlers[state.name] as (state: unknown, event: CodedEvent, turn: CodedTurn) => Move;
  return handler(state, event, turn);
}

/**
 * The request moved without this chat asking: it ended (an operator, another device), or the one that was found again is
 * verified already and runs.
 */
function movedElsewhere(state: CodedState, event: CodedEvent, turn: CodedTurn): Move | null {
  if (event.kind !== 'outcome') return null;
  const { outcome } = event;
  const known = 'requestId' in state ? state.requestId : null;
  if (outcome.kind === 'request-over') {
    const isAwaited = outcome.requestId === known && (state.name === 'running' || state.name === 'code_locked');
    return isAwaited ? go({ name: 'over', requestId: state.requestId, reference: state.reference }) : stay(state);
  }
  if (outcome.kind === 'asked-taken-back')
    return outcome.requestId === known ? end(takenBack(outcome, turn)) : stay(state);
  if (state.name === 'cancelling' || state.name === 'calling_off' || state.name === 'over') return null;
  if (outcome.kind === 'request-cancelled' && outcome.requestId === known && 'reference' in state) {
    return end(say(textsOf(turn).cancelled({ reference: state.reference })));
  }
  const isFound =
    outcome.kind === 'erasure-scheduled' &&
    state.name !== 'running' &&
    (outcome.requestId === known || state.name === 'opening');
  if (!isFound) return null;
  const { requestId, reference, startsAt } = outcome;
  const next = { name: 'running', requestId, reference, startsAt } as const;
  return go(next, standing(next, turn));
}

/** Each state has its time from when it was entered; what was shown has it anew with every word, and what stays when it is over. */
function timed(from: CodedState | null, move: Move, kind?: CodedEvent['kind']): Move {
  const { state, effects } = move;
  if (state === null)
    return from === null ? move : { state, effects: [...effects, { kind: 'clear-timer', timer: 'idle' }] };
  const isTalk = kind !== 'outcome' && kind !== 'idle';
  const isAnew = state.name !== from?.name || kind === 'idle' || (isTalk && state.name === 'intent_shown');
  if (!isAnew) return move;
  const timer = { kind: 'set-timer', timer: 'idle', afterMinutes: idleMinutes[state.name] } as const;
  return { state, effects: [...effects, timer] };
}
