import { isElsewhere } from '../../src/domain/matter.ts';
import { type Button } from '../../src/domain/outbound.ts';
import { type Locale } from '../../src/domain/locale.ts';
import { accessTexts } from '../data-access/texts/index.ts';
import { partTexts } from '../partial-deletion/texts/index.ts';
import { protectionTexts } from '../protection/texts/index.ts';
import { routeBTexts } from '../route-b/texts/index.ts';
import { deletionTexts } from '../data-deletion/texts/index.ts';
import { type CodedTexts, type NewsTexts } from '../data-deletion/texts/texts.ts';
import { type CodedTurn } from '../turn.ts';

/** The words of a turn: of its language and its matter. */
export function textsOf({ locale, matter }: Pick<CodedTurn, 'locale' | 'matter'>): CodedTexts {
  if (matter.right === 'access') return { ...deletionTexts[locale], ...accessTexts[locale].talk };
  if (matter.part?.kind === 'elsewhere') return { ...deletionTexts[locale], ...routeBTexts[locale].talk };
  return matter.part === null ? deletionTexts[locale] : { ...deletionTexts[locale], ...partTexts[locale].talk };
}

/** What is told unasked of a request, in the words of its matter. */
export function newsTextsOf({ locale, matter }: Pick<CodedTurn, 'locale' | 'matter'>): NewsTexts {
  if (matter.right === 'access') return accessTexts[locale].news;
  if (matter.part !== null) return partTexts[locale].news;
  const { waiting, waitingLine } = protectionTexts[locale];
  return { blocked: deletionTexts[locale].blocked, waiting, waitingLine };
}

/** Buttons under what will happen. */
export function intentButtons({ locale, matter }: CodedTurn): readonly Button[] {
  const { labels } = deletionTexts[locale];
  const own = isElsewhere(matter) ? routeBTexts[locale].confirm : labels.confirm;
  const confirm = matter.right === 'access' ? accessTexts[locale].confirm : own;
  return [
    { id: 'dd.confirm', title: confirm },
    { id: 'dd.cancel', title: labels.cancel },
  ];
}

/** Buttons while a code is awaited. */
export function codeButtons(locale: Locale): readonly Button[] {
  const { labels } = deletionTexts[locale];
  return [
    { id: 'dd.resend', title: labels.resend },
    { id: 'dd.cancel', title: labels.cancel },
    { id: 'dd.not-me', title: labels.notMe },
  ];
}

/** Buttons where somebody is asked whether to wait instead of sharing their number. */
export function slowButtons(locale: Locale): readonly Button[] {
  return [{ id: 'dd.slow', title: protectionTexts[locale].withoutNumber.wait }, ...cancelButton(locale)];
}

/** One button: the way out while nothing else can be done. */
export function cancelButton(locale: Locale): readonly Button[] {
  return [{ id: 'dd.cancel', title: deletionTexts[locale].labels.cancel }];
}
