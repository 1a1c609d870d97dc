import { type FlowEffect } from '../effect.ts';
import { type Outcome } from '../outcome.ts';
import { bullets, isolate } from '../phrasing.ts';
import { say, type Turn } from '../turn.ts';
import { routeBTexts } from './texts/index.ts';

/** Which of the businesses are asked no more, and for which it is too late: each with its reference. */
export function takenBack(outcome: Extract<Outcome, { kind: 'asked-taken-back' }>, { locale }: Turn): FlowEffect {
  const texts = routeBTexts[locale].takenBack;
  const listed = (['cancelled', 'told', 'too-late'] as const).flatMap((end) => {
    const ones = outcome.asked.filter((one) => one.end === end);
    const list = bullets(
      ones.map(({ words, reference }) => (words === null ? '' : `${isolate(words)}: `) + isolate(reference)),
    );
    return ones.length === 0 ? [] : [`${texts[end]}\n${list}`];
  });
  return say([...(outcome.because === 'not-me' ? [texts.notMe] : []), ...listed].join('\n\n'));
}
