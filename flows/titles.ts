import { type OutboundMessage } from '../src/domain/outbound.ts';
import { locales } from '../src/domain/locale.ts';
import { normalise, wordsOf } from './intent/normalise.ts';
import { partList, rightsList } from './lists.ts';
import { protectionTexts } from './protection/texts/index.ts';

/** What a title is compared by: typed without accents, case or signs, it is the same. */
function plain(title: string): string {
  return wordsOf(normalise(title)).join(' ');
}

const idsByTitle = new Map<string, readonly string[]>();
for (const locale of locales) {
  for (const list of [rightsList(locale), partList(locale)]) for (const row of rowsOf(list)) learn(row);
  learn({ id: 'dd.slow', title: protectionTexts[locale].withoutNumber.wait });
}

function rowsOf(list: OutboundMessage): readonly { readonly id: string; readonly title: string }[] {
  return list.kind === 'list' ? list.rows : [];
}

function learn({ id, title }: { readonly id: string; readonly title: string }): void {
  const key = plain(title);
  idsByTitle.set(key, [...(idsByTitle.get(key) ?? []), id]);
}

/** Ids of the choices that carry this very title, in any language: it can be typed as well as tapped. */
export function choicesTitled(text: string): readonly string[] {
  return idsByTitle.get(plain(text)) ?? [];
}
