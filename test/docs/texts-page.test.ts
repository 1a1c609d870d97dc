import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '../support/jest.ts';

import { locales } from '../../src/domain/locale.ts';
import { textsPage } from '../../scripts/texts/page.ts';
import { foreignPieces } from '../../scripts/texts/samples.ts';
import { lengthsOf, shownTexts } from '../../scripts/texts/shown.ts';
import { textTables } from '../../scripts/texts/tables.ts';

const shown = textTables.flatMap(shownTexts);
const mostWords = 15;

function sentencesOf(text: string): readonly string[] {
  return text.split(/[.!?؟…:;؛\n]+/u).filter((sentence) => /\p{L}/u.test(sentence));
}

/** True when the piece stands inside isolates only. */
function isIsolated(text: string, piece: string): boolean {
  return !text.replace(/\u2068[^\u2069]*\u2069/gu, '').includes(piece);
}

describe('docs/texts.md', () => {
  it('is what `npm run texts` writes', () => {
    expect(readFileSync('docs/texts.md', 'utf8') === textsPage()).toBe(true);
  });

  it('has a table for every folder of texts', () => {
    const folders = readdirSync('flows').filter((folder) => existsSync(`flows/${folder}/texts/index.ts`));
    expect(textTables.map(({ flow }) => flow).sort()).toEqual(folders.sort());
  });
});

describe('every text of every flow', () => {
  it('is there in five languages and fits on a phone', () => {
    expect(shown.length).toBeGreaterThan(70);
    const wrong = shown.flatMap((text) =>
      lengthsOf(text).flatMap((length, index) =>
        length === 0 || length > text.limit ? [`${text.name} ${locales[index] ?? ''}: ${length} of ${text.limit}`] : [],
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has sentences of at most 15 words', () => {
    const long = shown.flatMap((text) =>
      locales.flatMap((locale) =>
        sentencesOf(text.in[locale])
          .filter((sentence) => sentence.trim().split(/\s+/u).length > mostWords)
          .map((sentence) => `${text.name} ${locale}: ${sentence}`),
      ),
    );
    expect(long).toEqual([]);
  });

  it('has no fact left out', () => {
    const odd = shown.filter((text) =>
      locales.some((locale) => /undefined|null|NaN|\[object|\$\{/u.test(text.in[locale])),
    );
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  it('keeps names, references, codes and addresses in their own direction in Arabic', () => {
    const loose = shown.flatMap((text) =>
      foreignPieces.filter((piece) => !isIsolated(text.in.ar, piece)).map((piece) => `${text.name}: ${piece}`),
    );
    expect(loose).toEqual([]);
  });

  it('closes every isolate that it opens', () => {
    for (const text of shown) {
      for (const locale of locales) {
        const [opened, closed] = ['\u2068', '\u2069'].map((mark) => text.in[locale].split(mark).length);
        expect({ name: text.name, locale, opened }).toEqual({ name: text.name, locale, opened: closed });
      }
    }
  });
});
