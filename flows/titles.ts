import { type OutboundMessage } from '../src/domain/outbound.ts';
import { locales } from '../src/domain/locale.ts';
import { normalise, wordsOf } from './intent/normalise.ts';
import { partList, rightsList } from './lists.ts';

/** What a title is compared by: typed without accents, case or signs, it is the same. */
function plain(title: string): string {
  return wordsOf(normalise(title)).join(' ');
}

const idsByTitle = new Map<string, readonly string[]>();
for (const locale of locales) {
  for (const list of [rightsList(locale), partList(locale)]) learn(list);
}

function learn(list: OutboundMessage): void {
  if (list.kind !== 'list') return;
  for (const { id, title } of list.rows) {
    const key = plain(title);
    idsByTitle.set(key, [...(idsByTitle.get(key) ?? []), id]);
  }
}

/** Ids of the rows that carry this very title, in any language: a row can be typed as well as tapped. */
export function choicesTitled(text: string): readonly string[] {
  return idsByTitle.get(plain(text)) ?? [];
}
