import { type ConversationState } from './conversation.ts';
import { type Asked } from './heard.ts';
import { type OpenQuestion } from './intent/learned/second-opinion.ts';
import { asksForDate } from './partial-deletion/dates/asks-for-date.ts';
import { type Turn } from './turn.ts';

/** What may be answered now: where any words may be the value that was asked for, none are a wish. */
export function questionOf({ flow }: ConversationState): OpenQuestion {
  if (flow === 'reception') return 'none';
  return flow === 'correction' || flow === 'route-b' ? 'value' : 'choice';
}

/**
 * The choices that a number alone may mean. Where somebody writes what is right it is none of them, but that of their house;
 * a language is asked for in between.
 */
function choicesIn(from: ConversationState): readonly string[] {
  if (from.flow !== 'correction' || from.state.name !== 'value_asked') return from.offered;
  return from.offered.filter((id) => id.startsWith('lang.'));
}

/** What a message may be the answer to. */
export function askedIn(from: ConversationState, { locale, context }: Turn): Asked {
  const dates = { now: context.now, isDayFirst: locale !== 'en', isAsked: asksForDate(from) };
  return { offered: choicesIn(from), question: questionOf(from), dates };
}
