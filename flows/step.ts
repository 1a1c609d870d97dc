import { answerToCommand, awaitsAnswer, command, type Place } from './commands.ts';
import { offeredBy } from './choices.ts';
import { type ConversationState, initialConversation, restoreConversation } from './conversation.ts';
import { readHeard } from './data-deletion/event.ts';
import { currentButtons, enterDataDeletion, moveDataDeletion } from './data-deletion/transition.ts';
import { type Move } from './data-deletion/states/move.ts';
import { type FlowEffect } from './effect.ts';
import { type FlowContext, type FlowInput, type Transition } from './flow.ts';
import { hear, type Heard } from './heard.ts';
import { localeFor } from './language.ts';
import { receive } from './reception/transition.ts';
import { receptionTexts } from './reception/texts/index.ts';
import { menuButtons } from './reception/texts/texts.ts';
import { say, type Turn, turnIn } from './turn.ts';

export { type ConversationState, initialConversation, isQuiet } from './conversation.ts';

type Step = Transition<ConversationState>;

/**
 * One step of a chat: a message, an outcome or a timer in; the next state and what to do out. Pure, synchronous, total:
 * never throws, and a stored conversation of another version or shape starts again. Save both in one write.
 */
export function step(conversation: ConversationState, input: FlowInput, context: FlowContext): Step {
  const from = restoreConversation(conversation);
  const moved = move(from, input, context);
  if (moved.effects.length === 0 && moved.state.flow === from.flow && moved.state.flow === 'reception') {
    return { state: from, effects: [] };
  }
  return settle(from, moved, context);
}

function move(from: ConversationState, input: FlowInput, context: FlowContext): Step {
  const turn = turnIn(from.locale ?? context.tenant.defaultLocale, context);
  switch (input.kind) {
    case 'message': {
      const { heard, spoken } = hear(input.message, {
        offered: from.offered,
        isQuestionOpen: from.flow === 'data-deletion',
      });
      if (heard.kind === 'language') return changeLanguage(from, heard, context);
      const locale = localeFor(from, heard, spoken, context);
      return answer({ ...from, locale }, heard, turnIn(locale ?? context.tenant.defaultLocale, context));
    }
    case 'outcome': {
      const effects = answerToCommand(input.outcome, placeOf(from, turn), turn);
      if (effects !== null) return { state: from, effects };
      return from.flow === 'reception'
        ? { state: from, effects: [] }
        : after(from, moveDataDeletion(from.state, { kind: 'outcome', outcome: input.outcome }, turn), context);
    }
    case 'timer': {
      const isIdle = from.flow === 'data-deletion' && input.timer === 'idle';
      return isIdle
        ? after(from, moveDataDeletion(from.state, { kind: 'idle' }, turn), context)
        : { state: from, effects: [] };
    }
    default:
      return { state: from, effects: [] };
  }
}

function answer(from: ConversationState, heard: Heard, turn: Turn): Step {
  if (from.flow === 'data-deletion') return answerInDeletion(from, heard, turn);
  if (heard.kind === 'wish') {
    const startsDeletion =
      heard.wish === 'delete' || (heard.wish === 'yes' && !heard.isTap && isOnlyOffer(from, 'menu.delete'));
    if (startsDeletion) return after(from, enterDataDeletion(turn), turn.context);
    const wish = heard.wish === 'yes' && isOnlyOffer(from, 'menu.stop') ? 'stop' : heard.wish;
    const effects = isHeardAlongside(heard, turn) ? command(wish, heard.reference, placeOf(from, turn), turn) : null;
    if (effects !== null) return { state: greeted(from, turn.context), effects };
  }
  const { state, effects } = receive(from.state, heard, turn);
  return { state: { ...from, state }, effects };
}

function answerInDeletion(from: Extract<ConversationState, { flow: 'data-deletion' }>, heard: Heard, turn: Turn): Step {
  if (heard.kind === 'wish') {
    const effects = command(heard.wish, heard.reference, placeOf(from, turn), turn);
    if (effects !== null) return { state: from, effects };
  }
  if (heard.kind === 'reference-unreadable')
    return { state: from, effects: [say(receptionTexts[turn.locale].referenceUnreadable)] };
  const event = readHeard(heard);
  return event === null
    ? { state: from, effects: [] }
    : after(from, moveDataDeletion(from.state, event, turn), turn.context);
}

/** Answers in the new language at once: that is the proof that it changed. */
function changeLanguage(
  from: ConversationState,
  heard: Extract<Heard, { kind: 'language' }>,
  context: FlowContext,
): Step {
  const turn = turnIn(heard.locale, context);
  if (from.flow === 'reception') {
    if (context.tenant.mode === 'alongside') return { state: from, effects: [] };
    const texts = receptionTexts[heard.locale];
    const changed = { ...from, locale: heard.locale, isLocaleChosen: true };
    return {
      state: greeted(changed, context),
      effects: [say(texts.languageChanged, menuButtons(texts, context.tenant.hasHuman))],
    };
  }
  const changed = { ...from, locale: heard.locale, isLocaleChosen: true };
  return after(changed, moveDataDeletion(from.state, { kind: 'said', wish: 'prompt' }, turn), context);
}

/** Alongside another app only rights are ours: HELP or CANCEL there is said to that app. */
function isHeardAlongside(heard: Extract<Heard, { kind: 'wish' }>, turn: Turn): boolean {
  if (turn.context.tenant.mode === 'owner') return true;
  return heard.wish === 'stop' || heard.wish === 'start' || (heard.wish === 'status' && heard.reference !== null);
}

function after(from: ConversationState, { state, effects }: Move, context: FlowContext): Step {
  const { version, locale, isLocaleChosen, offered } = from;
  const common = { version, locale, isLocaleChosen, offered };
  if (state !== null) return { state: { flow: 'data-deletion', ...common, state }, effects };
  const quiet: ConversationState = { flow: 'reception', ...common, state: { name: 'quiet' } };
  return { state: effects.some(({ kind }) => kind === 'reply') ? greeted(quiet, context) : quiet, effects };
}

/** Remembers what was offered; alongside another app, forgets what reception need not remember. */
function settle(from: ConversationState, moved: Step, context: FlowContext): Step {
  const { state, effects } = moved;
  if (state.flow === 'reception' && context.tenant.mode === 'alongside') {
    const kept = { ...initialConversation(), locale: state.locale, isLocaleChosen: state.isLocaleChosen };
    return { state: awaitsAnswer(effects) ? kept : initialConversation(), effects };
  }
  const shown = effects.flatMap((effect: FlowEffect) => (effect.kind === 'reply' ? [offeredBy(effect.message)] : []));
  const latest = shown.findLast((ids) => ids.length > 0);
  const isSame = state.flow === from.flow && state.state.name === from.state.name;
  return { state: { ...state, offered: latest ?? (isSame ? from.offered : []) }, effects };
}

function greeted(from: ConversationState, context: FlowContext): ConversationState {
  return from.flow === 'reception' ? { ...from, state: { name: 'greeted', at: context.now } } : from;
}

function isOnlyOffer(from: ConversationState, id: string): boolean {
  return from.offered.length === 1 && from.offered[0] === id;
}

function placeOf(from: ConversationState, turn: Turn): Place {
  if (from.flow === 'reception') return { requestId: null, isDeleting: false, buttons: null };
  const requestId = 'requestId' in from.state ? from.state.requestId : null;
  return { requestId, isDeleting: true, buttons: currentButtons(from.state, turn) };
}
