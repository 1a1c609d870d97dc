import { type AccessPart } from '../../src/domain/matter.ts';
import { type Button } from '../../src/domain/outbound.ts';
import { type FlowEffect } from '../effect.ts';
import { bullets, inWords } from '../phrasing.ts';
import { say, type Turn } from '../turn.ts';
import { accessTexts } from './texts/index.ts';

/** How long a copy can be opened. Source: policies.md S3 (a link that expires in five days). */
export const copyLifeDays = 5;

/** What the copy holds (kinds, never contents), how it comes, and the question. Before any code. */
export function showCopy(turn: Turn, part: AccessPart, buttons: readonly Button[]): readonly FlowEffect[] {
  const { locale, context, businessName } = turn;
  const texts = accessTexts[locale].preview;
  if (part === 'opt-ins') return [say(`${texts.consentsOpening({ businessName })}\n\n${texts.question}`, buttons)];
  const { goes, stays } = context.preview;
  const kinds = [...goes[locale], ...stays.map(({ what }) => what[locale])];
  const body = [
    texts.opening({ businessName }),
    ...(kinds.length === 0 ? [] : [`\n${texts.holds}\n${bullets(kinds)}`]),
    `\n${texts.delivery({ days: inWords(locale, 'day', copyLifeDays) })}`,
    `\n${texts.question}`,
  ].join('\n');
  return [say(body, buttons)];
}
