import { isOpenAlongside } from './alongside.ts';
import { offeredBy } from './choices.ts';
import { awaitsAnswer } from './commands.ts';
import { type ConversationState, initialConversation } from './conversation.ts';
import { type FlowEffect } from './effect.ts';
import { type FlowContext, type FlowInput, type Transition } from './flow.ts';

type Step = Transition<ConversationState>;

/** How long a question in reception stays open alongside another app. */
const waitForAnswer: FlowEffect = { kind: 'set-timer', timer: 'idle', afterMinutes: 30 };
const stopWaiting: FlowEffect = { kind: 'clear-timer', timer: 'idle' };

/** Remembers what was offered; alongside another app, forgets what reception need not remember. */
export function settle(from: ConversationState, moved: Step, context: FlowContext): Step {
  const { state, effects } = moved;
  const shown = effects.flatMap((effect: FlowEffect) => (effect.kind === 'reply' ? [offeredBy(effect.message)] : []));
  const latest = shown.findLast((ids) => ids.length > 0);
  if (state.flow === 'reception' && context.tenant.mode === 'alongside') {
    const isAskedAgain = from.flow === 'reception' && shown.length > 0;
    return settleAlongside(from, moved, latest ?? (isAskedAgain ? from.offered : []));
  }
  const isSame = state.flow === from.flow && state.state.name === from.state.name;
  return { state: { ...state, offered: latest ?? (isSame ? from.offered : []) }, effects };
}

/** Of reception nothing is kept there but what an answer needs: one that is looked up, or the person's, while our question is open. */
function settleAlongside(from: ConversationState, { state, effects }: Step, offered: readonly string[]): Step {
  const kept = { ...initialConversation(), locale: state.locale, isLocaleChosen: state.isLocaleChosen };
  const open = { ...kept, offered };
  if (isOpenAlongside(open)) return { state: open, effects: [...effects, waitForAnswer] };
  const isClosed = isOpenAlongside(from);
  return {
    state: awaitsAnswer(effects) ? kept : initialConversation(),
    effects: isClosed ? [...effects, stopWaiting] : effects,
  };
}

/** Where nothing is done and nothing said. Alongside another app whatever does not answer our open question closes it: it is said to that app. */
export function letBe(from: ConversationState, input: FlowInput, { tenant }: FlowContext): Step {
  const isOver = input.kind === 'message' || (input.kind === 'timer' && input.timer === 'idle');
  if (tenant.mode === 'owner' || !isOver || !isOpenAlongside(from)) return { state: from, effects: [] };
  return { state: initialConversation(), effects: input.kind === 'message' ? [stopWaiting] : [] };
}
