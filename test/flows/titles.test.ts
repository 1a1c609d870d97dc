import { describe, expect, it } from '../support/jest.ts';

import { correctionTexts } from '../../flows/correction/texts/index.ts';
import { hear } from '../../flows/heard.ts';
import { partList, rightsList } from '../../flows/lists.ts';
import { codePoints } from '../../flows/phrasing.ts';
import { locales } from '../../src/domain/locale.ts';

describe.each(locales)('what people are told to write in %s', (locale) => {
  it('understands each row of a list when its title is typed below the list', () => {
    for (const list of [rightsList(locale), partList(locale)]) {
      if (list.kind !== 'list') throw new Error('not a list');
      const asked = { offered: list.rows.map(({ id }) => id), question: 'none' } as const;
      for (const { id, title } of list.rows) {
        expect(codePoints(title)).toBeLessThanOrEqual(24);
        const typed = hear({ kind: 'text', text: title, hasCode: false }, asked).heard;
        expect({ title, typed }).toEqual({ title, typed: hear({ kind: 'choice', id, title }, asked).heard });
      }
    }
  });

  it('never takes the wish for a part for the whole, list or not', () => {
    const list = rightsList(locale);
    const title = list.kind === 'list' ? (list.rows.find(({ id }) => id === 'menu.part')?.title ?? '') : '';
    const { heard } = hear({ kind: 'text', text: title, hasCode: false }, { offered: [], question: 'none' });
    expect(heard).toMatchObject({ kind: 'wish', wish: 'erase-part' });
  });

  it('tells people words that do what it says: the pause, and its end', () => {
    const { restricted, unrestricted } = correctionTexts[locale];
    const wordIn = (body: string): string =>
      locale === 'ar' ? (/اكتب (\S+)\./u.exec(body)?.[1] ?? '') : (/\p{Lu}{3,}/u.exec(body)?.[0] ?? '');
    const heardOf = (body: string) =>
      hear({ kind: 'text', text: wordIn(body), hasCode: false }, { offered: [], question: 'none' }).heard;
    expect(heardOf(restricted({ businessName: 'x' }))).toMatchObject({ wish: 'start' });
    expect(heardOf(unrestricted({ businessName: 'x', adsAreStopped: false }))).toMatchObject({ wish: 'restrict' });
  });
});
