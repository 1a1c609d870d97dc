import { type FlowContext } from '../../../flows/flow.ts';
import { type ConversationState, initialConversation, step } from '../../../flows/step.ts';
import { drawnInputs } from './inputs.ts';

/** A move from one state to another. `asks`: the effects it asks for, without words and timers. */
export interface DrawnMove {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly asks: readonly string[];
}

/** Effects that every state may ask for, and that move nothing. */
const silent: readonly string[] = ['reply', 'set-timer', 'clear-timer'];
/** States are told apart by their names and the fields they have; more would be the same picture again. */
const mostChats = 400;

/** Walks through every state that can be reached, by trying every input in each. The picture is what the code does. */
export function explore(context: FlowContext): readonly DrawnMove[] {
  const moves: DrawnMove[] = [];
  const waiting: ConversationState[] = [initialConversation()];
  const seen = new Set<string>(waiting.map(kindOf));
  for (let next = waiting.shift(); next !== undefined && seen.size < mostChats; next = waiting.shift()) {
    for (const [by, input] of Object.entries(drawnInputs)) {
      const { state, effects } = step(next, input, context);
      const asks = effects.map(({ kind }) => kind).filter((kind) => !silent.includes(kind));
      moves.push({ from: nameOf(next), to: nameOf(state), by, asks });
      if (seen.has(kindOf(state))) continue;
      seen.add(kindOf(state));
      waiting.push(state);
    }
  }
  return moves;
}

function nameOf({ flow, state }: ConversationState): string {
  return flow === 'reception' ? 'reception' : `${flow}/${state.name}`;
}

function kindOf(chat: ConversationState): string {
  const fields = Object.entries(chat.state).map(([field, value]) => (value === null ? `${field}:null` : field));
  return [nameOf(chat), chat.locale ?? '-', ...fields].join(' ');
}
