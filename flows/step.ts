import { isHeardAlongside, isOpenAlongside } from './alongside.ts';
import { askedIn, questionOf } from './asked.ts';
import { answerToCommand, command, type Place } from './commands.ts';
import {
  type CodedConversation,
  commonOf,
  type ConversationState,
  greeted,
  isCoded,
  isOnlyOffer,
  matterOf,
  quietFrom,
  restoreConversation,
} from './conversation.ts';
import { isWholeErasure, type Matter } from '../src/domain/matter.ts';
import {
  afterFiling,
  correctionButtons,
  enterCorrection,
  type CorrectionMove,
  moveCorrection,
} from './correction/transition.ts';
import { type CodedEvent, readHeard } from './coded/event.ts';
import { currentButtons, enterCoded, moveCoded } from './coded/transition.ts';
import { type Move } from './coded/states/move.ts';
import { type FlowContext, type FlowInput, type ReadableMessage, type Transition } from './flow.ts';
import { hear, type Heard } from './heard.ts';
import { localeFor } from './language.ts';
import { matterAsked, mayLeave, mayTurnTo } from './matters.ts';
import {
  enterRouteB,
  moveRouteB,
  routeBButtons,
  type RouteBMove,
  afterMandate,
  asAnswer,
} from './route-b/transition.ts';
import { answerToDate } from './partial-deletion/answer-to-date.ts';
import { asksForDate } from './partial-deletion/dates/asks-for-date.ts';
import { receive } from './reception/transition.ts';
import { letBe, settle } from './settle.ts';
import { receptionTexts } from './reception/texts/index.ts';
import { menuButtons } from './reception/texts/texts.ts';
import { say, type Turn, turnIn } from './turn.ts';

export { type ConversationState, initialConversation, isQuiet, waitsFor } from './conversation.ts';

type Step = Transition<ConversationState>;

const wholeErasure: Matter = { right: 'erasure', part: null };

/**
 * One step of a chat: a message, an outcome or a timer in; the next state and what to do out. Pure, synchronous, total:
 * never throws, and a stored conversation of another version or shape starts again. Save both in one write.
 */
export function step(conversation: ConversationState, input: FlowInput, context: FlowContext): Step {
  const from = restoreConversation(conversation);
  const moved = move(from, input, context);
  // An answer without words: what was kept for it is not needed any more.
  const isAnswer = input.kind === 'outcome' && input.outcome.kind === 'nothing-open';
  if (!isAnswer && moved.effects.length === 0 && moved.state.flow === from.flow && moved.state.flow === 'reception') {
    return letBe(from, input, context);
  }
  return settle(from, moved, context);
}

function move(from: ConversationState, input: FlowInput, context: FlowContext): Step {
  const turn = turnIn(from.locale ?? context.tenant.defaultLocale, context);
  switch (input.kind) {
    case 'message': {
      if (from.state.name !== 'over')
        return take(from, input.message, hear(input.message, askedIn(from, turn)), context);
      const quiet = quietFrom(from);
      const hearing = hear(input.message, askedIn(quiet, turn));
      if (isOfTheEnd(hearing.heard)) return take(from, input.message, hearing, context);
      const { state, effects } = take(quiet, input.message, hearing, context);
      return { state, effects: [{ kind: 'clear-timer', timer: 'idle' }, ...effects] };
    }
    case 'outcome': {
      const effects = answerToCommand(input.outcome, placeOf(from, turn), turn);
      if (effects !== null) return { state: from, effects };
      if (from.flow === 'correction') {
        const filed = afterFiling(input.outcome, turn);
        if (filed === null) return { state: from, effects: [] };
        // It may be of one that was left behind: the next goes on.
        const state = from.state.name === 'filing' ? null : from.state;
        return correcting(from, { state, effects: filed }, context);
      }
      if (from.flow === 'route-b') {
        const passed = afterMandate(input.outcome, turn);
        return passed === null ? { state: from, effects: [] } : routing(from, { state: null, effects: passed }, turn);
      }
      return from.flow === 'reception'
        ? { state: from, effects: [] }
        : moveOn(from, { kind: 'outcome', outcome: input.outcome }, turn);
    }
    case 'timer': {
      if (input.timer !== 'idle' || from.flow === 'reception') return { state: from, effects: [] };
      if (from.flow === 'route-b') return routing(from, { state: null, effects: [] }, turn);
      return from.flow === 'correction'
        ? correcting(from, { state: null, effects: [] }, context)
        : moveOn(from, { kind: 'idle' }, turn);
    }
    default:
      return { state: from, effects: [] };
  }
}

/** A look at how a request ended, or a reaction to it. All else is heard as if there had been none. */
function isOfTheEnd(heard: Heard): boolean {
  return heard.kind === 'reaction' || (heard.kind === 'wish' && heard.wish === 'status');
}

function take(
  from: ConversationState,
  message: ReadableMessage,
  { heard, spoken }: ReturnType<typeof hear>,
  context: FlowContext,
): Step {
  if (heard.kind === 'language') return changeLanguage(from, heard, context);
  // A name that is written down is no word of any language.
  const isValue = questionOf(from) === 'value' && heard.kind !== 'wish';
  const locale = isValue ? from.locale : localeFor(from, heard, spoken, context);
  const words = message.kind === 'text' ? asWords(message.text) : null;
  const turn = turnIn(locale ?? context.tenant.defaultLocale, context);
  const asksAgain = answerToDate(heard, asksForDate(from), turn);
  const heardBy = { ...from, locale };
  return asksAgain === null ? answer(heardBy, heard, words, turn) : { state: heardBy, effects: asksAgain };
}

function answer(from: ConversationState, heard: Heard, words: string | null, turn: Turn): Step {
  if (isCoded(from)) return answerInRequest(from, heard, turn);
  if (from.flow === 'correction') return answerInCorrection(from, heard, words, turn);
  if (from.flow === 'route-b') return answerInRouteB(from, heard, words, turn);
  if (heard.kind === 'wish') {
    const isAgreed = heard.wish === 'yes' && !heard.isTap && isOnlyOffer(from, 'menu.delete');
    const matter = isAgreed ? wholeErasure : matterAsked(heard, turn);
    if (matter !== null) return begin(from, matter, turn);
    if (heard.wish === 'correct') return correcting(from, enterCorrection(heard.field, turn), turn.context);
    const wish = heard.wish === 'yes' && isOnlyOffer(from, 'menu.stop') ? 'stop' : heard.wish;
    const isHeard = turn.context.tenant.mode === 'owner' || isHeardAlongside(heard, from);
    const effects = isHeard ? command(wish, heard.reference, placeOf(from, turn), turn) : null;
    if (effects !== null) return { state: greeted(from, turn.context), effects };
  }
  const { state, effects } = receive(from.state, heard, turn);
  return { state: { ...from, state }, effects };
}

function answerInRequest(from: CodedConversation, heard: Heard, turn: Turn): Step {
  if (heard.kind === 'wish') {
    const asked = matterAsked(heard, turn);
    if (asked !== null && mayTurnTo(asked, from)) return begin(from, asked, turn);
    if (heard.wish === 'correct' && mayLeave(from)) {
      return correcting(from, enterCorrection(heard.field, turn), turn.context);
    }
    const effects = command(heard.wish, heard.reference, placeOf(from, turn), turn);
    if (effects !== null) return { state: from, effects };
  }
  if (heard.kind === 'reference-unreadable')
    return { state: from, effects: [say(receptionTexts[turn.locale].referenceUnreadable)] };
  const event = readHeard(heard);
  return event === null ? { state: from, effects: [] } : moveOn(from, event, turn);
}

/** Whatever is no command and no other right is taken for what the person wants to say. */
function answerInCorrection(
  from: Extract<ConversationState, { flow: 'correction' }>,
  heard: Heard,
  words: string | null,
  turn: Turn,
): Step {
  if (heard.kind === 'wish') {
    const asked = from.state.name === 'filing' ? null : matterAsked(heard, turn);
    if (asked !== null) return begin(from, asked, turn);
    const effects = command(heard.wish, heard.reference, placeOf(from, turn), turn);
    if (effects !== null) return { state: from, effects };
  }
  return correcting(from, moveCorrection(from.state, heard, words, turn), turn.context);
}

function correcting(from: ConversationState, { state, effects }: CorrectionMove, context: FlowContext): Step {
  if (state !== null) return { state: { flow: 'correction', ...commonOf(from), state }, effects };
  return { state: greeted(quietFrom(from), context), effects: [...effects, { kind: 'clear-timer', timer: 'idle' }] };
}

/** On the operator's own number: who is asked, about whom. What is no command is taken for an answer. */
function answerInRouteB(
  from: Extract<ConversationState, { flow: 'route-b' }>,
  heard: Heard,
  words: string | null,
  turn: Turn,
): Step {
  const said = asAnswer(from.state, heard, words, turn);
  if (said.kind === 'wish') {
    const matter = from.state.name === 'passing_on' ? null : matterAsked(said, turn);
    if (matter !== null) return begin(from, matter, turn);
    const effects = command(said.wish, said.reference, placeOf(from, turn), turn);
    if (effects !== null) return { state: from, effects };
  }
  return routing(from, moveRouteB(from.state, said, words, turn), turn);
}

function routing(from: ConversationState, { state, effects, asked }: RouteBMove, turn: Turn): Step {
  if (asked !== undefined) return begin(from, { right: 'erasure', part: { kind: 'elsewhere', asked } }, turn);
  if (state !== null) return { state: { flow: 'route-b', ...commonOf(from), state }, effects };
  return {
    state: greeted(quietFrom(from), turn.context),
    effects: [...effects, { kind: 'clear-timer', timer: 'idle' }],
  };
}

/** Shows what will happen; nothing is opened. */
function begin(from: ConversationState, matter: Matter, turn: Turn): Step {
  if (isWholeErasure(matter) && turn.context.tenant.isOperator === true) return routing(from, enterRouteB(turn), turn);
  return after(from, matter, enterCoded({ ...turn, matter }), turn.context);
}

function moveOn(from: CodedConversation, event: CodedEvent, turn: Turn): Step {
  const matter = matterOf(from);
  return after(from, matter, moveCoded(from.state, event, { ...turn, matter }), turn.context);
}

/** Answers in the new language at once: that is the proof that it changed. */
function changeLanguage(
  from: ConversationState,
  heard: Extract<Heard, { kind: 'language' }>,
  context: FlowContext,
): Step {
  const turn = turnIn(heard.locale, context);
  if (from.flow === 'reception') {
    if (context.tenant.mode === 'alongside' && !isOpenAlongside(from)) return { state: from, effects: [] };
    const texts = receptionTexts[heard.locale];
    const changed = { ...from, locale: heard.locale, isLocaleChosen: true };
    return {
      state: greeted(changed, context),
      effects: [say(texts.languageChanged, menuButtons(texts, context.tenant.hasHuman))],
    };
  }
  const changed: typeof from = { ...from, locale: heard.locale, isLocaleChosen: true };
  const prompt: Heard = { kind: 'foreign-choice' };
  if (changed.flow === 'route-b') return routing(changed, moveRouteB(changed.state, prompt, null, turn), turn);
  return isCoded(changed)
    ? moveOn(changed, { kind: 'said', wish: 'prompt' }, turn)
    : correcting(changed, moveCorrection(changed.state, prompt, null, turn), context);
}

function after(from: ConversationState, matter: Matter, { state, effects }: Move, context: FlowContext): Step {
  if (state !== null) {
    const common = commonOf(from);
    const chat: CodedConversation =
      matter.right === 'erasure'
        ? { flow: 'data-deletion', ...common, part: matter.part, state }
        : { flow: 'data-access', ...common, part: matter.part, state };
    return { state: chat, effects };
  }
  const quiet = quietFrom(from);
  return { state: effects.some(({ kind }) => kind === 'reply') ? greeted(quiet, context) : quiet, effects };
}

function placeOf(from: ConversationState, turn: Turn): Place {
  if (from.flow === 'reception') return { requestId: null, isDeleting: false, buttons: null };
  if (from.flow === 'route-b') {
    return { requestId: null, isDeleting: false, buttons: routeBButtons(from.state, turn) };
  }
  if (from.flow === 'correction') {
    return { requestId: null, isDeleting: false, buttons: correctionButtons(from.state, turn) };
  }
  const requestId = 'requestId' in from.state ? from.state.requestId : null;
  const matter = matterOf(from);
  return {
    requestId,
    isDeleting: matter.right === 'erasure' && from.state.name !== 'over',
    buttons: currentButtons(from.state, { ...turn, matter }),
  };
}

/** The stage promises text; an operator object from a hostile client is read as none. */
function asWords(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
