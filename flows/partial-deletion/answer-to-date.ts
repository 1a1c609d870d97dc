import { choiceOfDay } from '../choices.ts';
import { type FlowEffect } from '../effect.ts';
import { type Heard } from '../heard.ts';
import { partList } from '../lists.ts';
import { dayInWords } from '../phrasing.ts';
import { reply, say, type Turn } from '../turn.ts';
import { partTexts } from './texts/index.ts';

/**
 * Asks again where a date was said that is none yet. `null`: none was said, or it is clear. What is shown is what is heard next: two
 * days as buttons, or the list of parts, unless a date is asked for already (`isAsked`) and the choices stand above.
 */
export function answerToDate(heard: Heard, isAsked: boolean, { locale }: Turn): readonly FlowEffect[] | null {
  if (heard.kind !== 'wish' || heard.part?.kind !== 'before') return null;
  const { dates } = partTexts[locale];
  const { read } = heard.part;
  const again = (body: string): readonly FlowEffect[] => [isAsked ? say(body) : reply(partList(locale, body))];
  if (read === null) return again(dates.unreadable);
  switch (read.name) {
    case 'day':
      return null;
    case 'not-past':
      return again(dates.notPast);
    case 'either': {
      const buttons = read.days.map((day) => ({ id: choiceOfDay(day), title: dayInWords(locale, day) }));
      const [first, second] = read.days;
      return [say(dates.either({ first: dayInWords(locale, first), second: dayInWords(locale, second) }), buttons)];
    }
  }
}
