import { type FlowEffect } from '../effect.ts';
import { type Heard } from '../heard.ts';
import { dayInWords } from '../phrasing.ts';
import { say, type Turn } from '../turn.ts';
import { partTexts } from './texts/index.ts';

/** Asks again where a date was said that is none yet. `null`: none was said, or it is clear. */
export function answerToDate(heard: Heard, { locale }: Turn): readonly FlowEffect[] | null {
  if (heard.kind !== 'wish' || heard.part?.kind !== 'before') return null;
  const { dates } = partTexts[locale];
  const { read } = heard.part;
  if (read === null) return [say(dates.unreadable)];
  switch (read.name) {
    case 'day':
      return null;
    case 'not-past':
      return [say(dates.notPast)];
    case 'either': {
      const [first, second] = read.days;
      return [say(dates.either({ first: dayInWords(locale, first), second: dayInWords(locale, second) }))];
    }
  }
}
