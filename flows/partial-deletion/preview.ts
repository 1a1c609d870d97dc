import { toMilliseconds } from '../../src/domain/instant.ts';
import { type ErasurePart, storesOfPart } from '../../src/domain/matter.ts';
import { type Button } from '../../src/domain/outbound.ts';
import { deletionTexts } from '../data-deletion/texts/index.ts';
import { type FlowEffect } from '../effect.ts';
import { bullets, dayInWords } from '../phrasing.ts';
import { say, type Turn } from '../turn.ts';
import { partTexts } from './texts/index.ts';
import { type PartTexts } from './texts/texts.ts';

type PartHere = Exclude<ErasurePart, { readonly kind: 'elsewhere' }>;

/** What goes, that nothing else does, what of it has to stay and why, and the question. */
export function showPart(turn: Turn, part: PartHere, buttons: readonly Button[]): readonly FlowEffect[] {
  const texts = partTexts[turn.locale];
  const stays = staysOf(turn, part);
  const body = [
    `${texts.goes}\n${bullets([kindOf(part, texts, turn)])}`,
    ...(stays.length === 0 ? [] : [`${deletionTexts[turn.locale].preview.stays}\n${bullets(stays)}`]),
    ...(part.kind === 'opt-ins' ? [texts.refusalStays] : []),
    texts.question,
  ].join('\n\n');
  return [say(body, buttons)];
}

/** What a ground keeps of the part, one line a store. Of what is older than a day, only where it keeps things that old. */
function staysOf({ locale, context }: Turn, part: PartHere): readonly string[] {
  const stores = storesOfPart[part.kind];
  return context.preview.stays
    .filter(({ store }) => stores.includes(store))
    .filter(({ keepsFrom }) => part.kind !== 'before' || toMilliseconds(keepsFrom) < toMilliseconds(part.at))
    .map(({ what, ground, until }) => deletionTexts[locale].preview.kept({ what: what[locale], ground, until }));
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
