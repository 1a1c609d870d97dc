import { type FlowEffect } from '../../flows/effect.ts';
import { type FlowInput, type Transition } from '../../flows/flow.ts';
import { type ConversationState } from '../../flows/step.ts';

/** How much is said in one chat. Two bots must not talk for ever, and every answer costs the business. */
export const paceLimits = {
  /** Answers are counted by this many milliseconds, from the first on. */
  windowMs: 3_600_000,
  /** Answers an hour to small talk; then one sentence says that it grows quiet. */
  talk: 30,
  /** Answers an hour to anything. Codes, CANCEL and STOP are obeyed beyond it, without a word. */
  all: 60,
  /** The same words as often as that in a row are answered, and no more. */
  sameInARow: 5,
} as const;

/** What a chat remembers of its pace. Sealed with its state. */
export interface Pace {
  /** When the hour began. Milliseconds since the Unix epoch. */
  readonly since: number;
  readonly answers: number;
  /** That it grows quiet was said in this hour. */
  readonly isQuietTold: boolean;
  /** Of the last message: 32 bits, enough to see that it came again. */
  readonly mark: number | null;
  /** Times that it came in a row. */
  readonly times: number;
}

export const freshPace: Pace = { since: 0, answers: 0, isQuietTold: false, mark: null, times: 0 };

/** A step that was made, and what to say when it is the one too many. */
export interface PacedStep {
  readonly from: ConversationState;
  readonly input: FlowInput;
  readonly transition: Transition<ConversationState>;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly growsQuiet: FlowEffect;
}

/** What is obeyed at any pace: it stops something, or has bounds of its own. */
const obeyed: readonly FlowEffect['kind'][] = [
  'check-code',
  'cancel-request',
  'cancel-open',
  'record-objection',
  'record-restriction',
];
const timers: readonly FlowEffect['kind'][] = ['set-timer', 'clear-timer'];

/** Lets a step pass, or takes the words out of it. Pure. Whatever is obeyed is in the result at any pace. */
export function keepPace(
  before: Pace,
  step: PacedStep,
): { readonly pace: Pace; readonly transition: Transition<ConversationState> } {
  const pace = heardBy(before, step);
  const { transition, input, from } = step;
  const said = transition.effects.filter(({ kind }) => kind === 'reply' || kind === 'tell-human').length;
  if (said === 0 && pace.answers < paceLimits.all) return { pace, transition };
  if (doesMatter(step)) {
    if (pace.answers < paceLimits.all) return { pace: { ...pace, answers: pace.answers + said }, transition };
    // What came of something that was asked for moves the chat on. A wish that cannot be answered is not begun.
    if (input.kind !== 'message') {
      return {
        pace,
        transition: { ...transition, effects: transition.effects.filter(({ kind }) => kind !== 'reply') },
      };
    }
    const isTaken = transition.effects.some(({ kind }) => obeyed.includes(kind));
    return { pace, transition: isTaken ? wordless(transition) : { state: from, effects: [] } };
  }
  if (pace.times > paceLimits.sameInARow) return { pace, transition: wordless({ ...transition, state: from }) };
  if (pace.answers < paceLimits.talk) return { pace: { ...pace, answers: pace.answers + said }, transition };
  const silent = wordless({ ...transition, state: from });
  if (pace.isQuietTold) return { pace, transition: silent };
  const told = { ...pace, answers: pace.answers + 1, isQuietTold: true };
  return { pace: told, transition: { ...silent, effects: [...silent.effects, step.growsQuiet] } };
}

/** A typed code, a wish that asks for something, or one that moves the chat on. */
function doesMatter({ from, input, transition: { state, effects } }: PacedStep): boolean {
  if (input.kind !== 'message' || (input.message.kind === 'text' && input.message.hasCode)) return true;
  if (effects.some(({ kind }) => kind !== 'reply' && kind !== 'tell-human' && !timers.includes(kind))) return true;
  if (state.flow === 'reception') return from.flow !== 'reception';
  return state.flow !== from.flow || state.state.name !== from.state.name;
}

function wordless({ state, effects }: Transition<ConversationState>): Transition<ConversationState> {
  return { state, effects: effects.filter(({ kind }) => obeyed.includes(kind) || timers.includes(kind)) };
}

function heardBy(before: Pace, { input, now }: PacedStep): Pace {
  const isOver = now - before.since >= paceLimits.windowMs || now < before.since;
  const pace = isOver ? { ...freshPace, since: now } : before;
  if (input.kind !== 'message') return pace;
  const mark = markOf(JSON.stringify(input.message));
  return { ...pace, mark, times: mark === pace.mark ? pace.times + 1 : 1 };
}

/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/): fast, and no proof of anything. */
function markOf(words: string): number {
  let mark = 0x811c9dc5;
  for (let index = 0; index < words.length; index += 1) {
    mark = Math.imul(mark ^ words.charCodeAt(index), 0x01000193);
  }
  return mark >>> 0;
}
