import { type AskedElsewhere } from '../../src/domain/matter.ts';
import { type Button } from '../../src/domain/outbound.ts';
import { type FlowEffect } from '../effect.ts';
import { type Outcome } from '../outcome.ts';
import { bullets, dayInWords, isolate } from '../phrasing.ts';
import { say, type Turn } from '../turn.ts';
import { routeBTexts } from './texts/index.ts';

/**
 * The statement that the person confirms, in the words they typed: the same for businesses that are ours and for any other
 * (policies P4; nobody learns here who is a customer of whom).
 */
export function showStatement(turn: Turn, { businesses, about }: AskedElsewhere, buttons: readonly Button[]) {
  const texts = routeBTexts[turn.locale];
  const list = bullets(businesses.map(isolate));
  return [say(texts.statement({ list, about: about === null ? null : isolate(about) }), buttons)];
}

/** One reference a business, in the order in which they were named. */
export function handedOver(outcome: Extract<Outcome, { kind: 'handed-over' }>, turn: Turn): FlowEffect {
  const list = bullets(outcome.asked.map(({ words, reference }) => `${isolate(words)}: ${isolate(reference)}`));
  return say(routeBTexts[turn.locale].handedOver({ list, day: dayInWords(turn.locale, outcome.dueAt) }));
}
