import { type Outcome } from '../../outcome.ts';
import { type Instant } from '../../../src/domain/instant.ts';
import { isElsewhere } from '../../../src/domain/matter.ts';
import { type NoCodeReason } from '../../../src/domain/request.ts';
import { protectionTexts } from '../../protection/texts/index.ts';
import { routeBTexts } from '../../route-b/texts/index.ts';
import { dayInWords, minutesUntil, inWords, waitInWords } from '../../phrasing.ts';
import { say, type CodedTurn } from '../../turn.ts';
import { type Button } from '../../../src/domain/outbound.ts';
import { type StateNamed } from '../state.ts';
import { cancelButton, codeButtons, textsOf } from '../words.ts';
import { askForNumber } from './ask-for-number.ts';
import { go, isPast, issueCode, type Move, named, start, stay } from './move.ts';

type CodeState = StateNamed<'sending_code' | 'code_sent' | 'code_needed' | 'number_needed' | 'code_locked'>;

/** What came of issuing or checking a code, the same in every state that awaits one. Outcomes of other requests change nothing. */
export function afterCode(state: CodeState, outcome: Outcome, turn: CodedTurn): Move {
  if (outcome.kind === 'number-shared') return shared(state, turn);
  if (outcome.kind === 'identity-changed') return state.name === 'code_sent' ? startAgain(state) : stay(state);
  if (!('requestId' in outcome) || outcome.requestId !== state.requestId) return stay(state);
  switch (outcome.kind) {
    case 'code-issued':
      return state.name === 'sending_code' ? issued(state, outcome, turn) : stay(state);
    case 'code-not-issued':
      if (outcome.reason === 'no-number') return withoutNumber(state, outcome.slowUntil ?? null, turn);
      return state.name === 'sending_code' ? notIssued(state, outcome, turn) : stay(state);
    case 'code-checked':
      return checked(state, outcome.result, turn);
    case 'request-opened':
    case 'request-cancelled':
    case 'request-over':
    case 'request-not-cancellable':
    case 'erasure-scheduled':
    case 'handed-over':
    case 'asked-taken-back':
      return stay(state);
  }
}

/** Said with the person's next message: who sits behind a changed number was not asked anything yet. */
function startAgain({ requestId, reference }: CodeState): Move {
  return go({ name: 'code_needed', requestId, reference, reason: 'identity-changed', retryAt: null });
}

function issued(state: CodeState, outcome: Extract<Outcome, { kind: 'code-issued' }>, turn: CodedTurn): Move {
  const { channel, digits, expiresAt } = outcome;
  const next = { name: 'code_sent', ...named(state), channel, digits, expiresAt } as const;
  // A code in the chat came with its own words: a second message would only cost.
  if (channel === 'chat' || channel === 'phrase') return go(next);
  const minutes = inWords(turn.locale, 'minute', minutesUntil(turn.context.now, expiresAt));
  return go(next, say(textsOf(turn).codeSent({ channel, digits, minutes }), codeButtons(turn.locale)));
}

function notIssued(state: CodeState, outcome: Extract<Outcome, { kind: 'code-not-issued' }>, turn: CodedTurn): Move {
  const { reason, retryAt } = outcome;
  if (reason === 'number-needed' || reason === 'no-number') {
    return go({ name: 'number_needed', ...named(state) }, askForNumber(turn));
  }
  const slowUntil = outcome.slowUntil ?? null;
  if (reason === 'locked') return lock(state, { until: retryAt ?? turn.context.now, slowUntil, because: reason }, turn);
  if (slowUntil !== null && isSlow(reason)) {
    return lock(state, { until: retryAt ?? slowUntil, slowUntil, because: reason }, turn);
  }
  return needCode({ name: 'code_needed', ...named(state), reason, retryAt }, turn);
}

/** The week has begun. Shared meanwhile all the same: the code that is on its way comes first, and the week goes on under it. */
function withoutNumber(state: CodeState, slowUntil: Instant | null, turn: CodedTurn): Move {
  if (state.name !== 'number_needed') return stay(slowUntil === null ? state : { ...state, slowUntil });
  // It ended meanwhile: asking opens another one.
  if (slowUntil === null)
    return needCode({ name: 'code_needed', ...named(state), reason: 'failed', retryAt: null }, turn);
  return lock(state, { until: slowUntil, slowUntil, because: 'no-number' }, turn);
}

/** The number was shared: where that was what a code lacked, it goes out. */
function shared(state: CodeState, turn: CodedTurn): Move {
  const isAwaited = state.name === 'number_needed' || (state.name === 'code_locked' && state.because === 'no-number');
  return isAwaited ? go({ name: 'sending_code', ...named(state) }, issueCode(state.requestId, turn)) : stay(state);
}

function checked(
  state: CodeState,
  result: Extract<Outcome, { kind: 'code-checked' }>['result'],
  turn: CodedTurn,
): Move {
  const texts = textsOf(turn);
  switch (result.name) {
    case 'right':
      return start(state, turn);
    case 'wrong':
      return stay(state, say(texts.codeWrong(result), codeButtons(turn.locale)));
    case 'void':
    case 'expired':
      return needCode({ name: 'code_needed', ...named(state), reason: result.name, retryAt: null }, turn);
    case 'locked':
      return lock(state, { until: result.until, slowUntil: result.slowUntil ?? null, because: 'locked' }, turn);
  }
}

function isSlow(reason: Extract<Outcome, { kind: 'code-not-issued' }>['reason']): reason is NoCodeReason {
  return ['daily-limit', 'budget', 'no-channel', 'locked', 'no-number'].includes(reason);
}

function lock(
  state: CodeState,
  why: { readonly until: Instant; readonly slowUntil: Instant | null; readonly because: NoCodeReason },
  turn: CodedTurn,
): Move {
  const { requestId, reference } = state;
  const next = { name: 'code_locked', requestId, reference, ...why } as const;
  return go(next, say(lockedText(next, turn), lockedButtons(next, turn)));
}

function needCode(state: StateNamed<'code_needed'>, turn: CodedTurn): Move {
  return go(state, say(neededText(state, turn), neededButtons(state, turn)));
}

/** Why there is no code, and what to do. */
export function neededText(state: StateNamed<'code_needed'>, turn: CodedTurn): string {
  const texts = textsOf(turn);
  const { reference, retryAt } = state;
  const isOver = retryAt !== null && isPast(retryAt, turn);
  const wait =
    retryAt === null ? inWords(turn.locale, 'minute', 1) : waitInWords(turn.locale, turn.context.now, retryAt);
  switch (state.reason) {
    case 'identity-changed':
      return texts.identityChanged;
    case 'void':
      return texts.codeVoid;
    case 'expired':
      return texts.codeExpired;
    case 'too-soon':
      return isOver ? texts.notIssued.unknown : texts.notIssued.tooSoon({ wait });
    case 'daily-limit':
      return isOver ? texts.lockOver : texts.notIssued.dailyLimit({ wait, reference });
    case 'budget':
    case 'no-channel':
      return texts.notIssued.noChannel({ businessName: turn.businessName, reference });
    case 'failed':
      return texts.notIssued.failed;
    case 'unknown':
      return texts.notIssued.unknown;
  }
}

/** A new code is offered only where asking can help. */
export function neededButtons(state: StateNamed<'code_needed'>, turn: CodedTurn): readonly Button[] {
  const mustWait = state.retryAt !== null && !isPast(state.retryAt, turn) && state.reason === 'daily-limit';
  return mustWait || state.reason === 'no-channel' ? cancelButton(turn.locale) : codeButtons(turn.locale);
}

/** What happens without a code. */
function slowText(slowUntil: Instant, turn: CodedTurn): string {
  const { locale, matter } = turn;
  const { slowPath } = isElsewhere(matter) ? routeBTexts[locale] : protectionTexts[locale];
  return `\n${slowPath({ day: dayInWords(locale, slowUntil) })}`;
}

/** Until when no code is taken; the request itself is not lost. */
export function lockedText(state: StateNamed<'code_locked'>, turn: CodedTurn): string {
  const { until, reference, because = 'locked', slowUntil = null } = state;
  if (slowUntil !== null && isPast(slowUntil, turn)) return textsOf(turn).running({ reference });
  const slow = slowUntil === null ? '' : slowText(slowUntil, turn);
  if (isPast(until, turn)) return `${textsOf(turn).lockOver}${slow}`;
  const texts = textsOf(turn);
  const wait = waitInWords(turn.locale, turn.context.now, until);
  switch (because) {
    case 'locked':
      return `${texts.locked({ wait, reference })}${slow}`;
    case 'daily-limit':
      return `${texts.notIssued.dailyLimit({ wait, reference })}${slow}`;
    case 'budget':
    case 'no-channel':
    case 'no-number':
      return `${protectionTexts[turn.locale].noCode[because]({ reference })}${slow}`;
  }
}

export function lockedButtons(state: StateNamed<'code_locked'>, turn: CodedTurn): readonly Button[] {
  return isPast(state.until, turn) && state.because !== 'no-channel'
    ? codeButtons(turn.locale)
    : cancelButton(turn.locale);
}
