import { type ErasurePart } from '../../src/domain/matter.ts';
import { type Button } from '../../src/domain/outbound.ts';
import { type FlowEffect } from '../effect.ts';
import { bullets, dayInWords } from '../phrasing.ts';
import { say, type Turn } from '../turn.ts';
import { partTexts } from './texts/index.ts';
import { type PartTexts } from './texts/texts.ts';

type PartHere = Exclude<ErasurePart, { readonly kind: 'elsewhere' }>;

/** What goes, that nothing else does, and the question. */
export function showPart(turn: Turn, part: PartHere, buttons: readonly Button[]): readonly FlowEffect[] {
  const texts = partTexts[turn.locale];
  return [say(`${texts.goes}\n${bullets([kindOf(part, texts, turn)])}\n\n${texts.question}`, buttons)];
}

function kindOf(part: PartHere, texts: PartTexts, turn: Turn): string {
  switch (part.kind) {
    case 'media':
      return texts.media;
    case 'opt-ins':
      return texts.consents;
    case 'before':
      return texts.before({ day: dayInWords(turn.locale, part.at) });
  }
}
