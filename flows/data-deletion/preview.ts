import { type FlowEffect } from '../effect.ts';
import { bullets, codePoints, inWords } from '../phrasing.ts';
import { reply, say, type Turn } from '../turn.ts';
import { withButtons } from '../choices.ts';
import { type Button } from '../../src/domain/outbound.ts';
import { deletionTexts } from './texts/index.ts';

/** Body of a message with buttons, and of a plain text (Meta, interactive and text messages). */
const bodyLimit = 1_024;
const textLimit = 4_096;

/**
 * What goes, what stays and why, what is out of reach, and the question: before any code, kinds and not contents
 * (GDPR 12(1), 12(3)). One message; two when the register names more than fits under buttons.
 */
export function showErasure(turn: Turn, buttons: readonly Button[]): readonly FlowEffect[] {
  const { locale, context, businessName } = turn;
  const texts = deletionTexts[locale].preview;
  const goes = context.preview.goes[locale];
  const stays = context.preview.stays.map(({ what, ground, until }) =>
    texts.kept({ what: what[locale], ground, until }),
  );
  const facts = [
    texts.opening({ businessName }),
    `\n${texts.goes}\n${bullets(goes.length === 0 ? [texts.goesAll] : goes)}`,
    ...(stays.length === 0 ? [] : [`\n${texts.stays}\n${bullets(stays)}`]),
    `\n${texts.outOfReach}\n${bullets(texts.outOfReachLines({ businessName }))}`,
  ].join('\n');
  const hours = context.objectionHours;
  const question = texts.question({ wait: hours > 0 ? inWords(locale, 'hour', hours) : null });
  const whole = `${facts}\n\n${question}`;
  if (codePoints(whole) <= bodyLimit) return [reply(withButtons(whole, buttons))];
  return [say(cut(`${facts}\n\n${texts.questionFollows}`)), say(question, buttons)];
}

function cut(text: string): string {
  const points = Array.from(text);
  return points.length <= textLimit ? text : `${points.slice(0, textLimit - 1).join('')}…`;
}
