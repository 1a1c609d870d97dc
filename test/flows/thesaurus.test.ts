import { readFileSync } from 'node:fs';

import { describe, expect, it } from '../support/jest.ts';
import fc from 'fast-check';

import { readByRules } from '../../flows/intent/by-rules.ts';
import { conceptsNamed, meansSome, sensesOf } from '../../flows/intent/learned/senses.ts';
import { thesaurus } from '../../flows/intent/learned/thesaurus.ts';
import { wordsOf } from '../../flows/intent/normalise.ts';
import { thesaurusFile } from '../../scripts/intent/thesaurus-file.ts';
import { readThesauri } from '../../scripts/intent/thesaurus-source.ts';
import { createVariation } from '../../scripts/intent/variation.ts';
import { locales } from '../../src/domain/locale.ts';

const thesauri = readThesauri();

function conceptsIn(text: string): readonly string[] {
  const { words } = readByRules(text);
  return (sensesOf(words)[0] ?? []).map((place) => thesaurus.concepts[place] ?? '');
}

describe('the thesaurus', () => {
  it('is the one that lies in scripts/intent/thesaurus: `npm run intent` after a change', () => {
    const file = new URL('../../flows/intent/learned/thesaurus.ts', import.meta.url);
    // Compared as a truth: a difference of half a megabyte is nothing to read.
    expect(readFileSync(file, 'utf8') === thesaurusFile(thesauri)).toBe(true);
  });

  it('has the same concepts in every language', () => {
    for (const locale of locales) expect(Object.keys(thesauri[locale]).sort()).toEqual([...thesaurus.concepts].sort());
  });

  it('holds no digits that could be of a number', () => {
    const all = locales.flatMap((locale) => Object.values(thesauri[locale]).flat());
    expect(all.filter((expression) => /\d{4}/.test(expression))).toEqual([]);
  });

  it.each([
    ['obliterate', 'erase'],
    ['bórrenme', 'erase'],
    ['apaguem', 'erase'],
    ['suprimez', 'erase'],
    ['امسحولي', 'erase'],
  ])('knows what is meant by %s', (word, concept) => {
    expect(conceptsIn(word)).toContain(concept);
  });

  it('reads the longest expression as one', () => {
    const { words } = readByRules('get rid of my files');
    const senses = sensesOf(words);
    expect(senses).toHaveLength(words.length - 1);
    expect(meansSome(senses, conceptsNamed('clean'))).toBe(true);
  });

  it('knows an Arabic word with a particle written onto it', () => {
    expect(conceptsIn('بياناتي')).toContain('data');
    expect(conceptsIn('وبياناتي')).toEqual(conceptsIn('بياناتي'));
  });

  it('finds nothing in letters that are no word', () => {
    const letters = fc.string({
      unit: fc.constantFrom('b', 'd', 'f', 'g', 'k', 'm', 'p', 'q', 'w', 'x', 'z'),
      minLength: 12,
      maxLength: 16,
    });
    fc.assert(fc.property(letters, (text) => expect(conceptsIn(text)).toEqual([])));
  });

  it('is asked only for concepts that it has', () => {
    expect(() => conceptsNamed('erase', 'no such concept')).toThrow(RangeError);
  });
});

describe('a phrase in other words', () => {
  const text = 'please do not erase my data';

  it('keeps what holds the sentence together: a wish that is denied stays denied', () => {
    const draw = drawn();
    const vary = createVariation(thesauri, draw);
    for (let turn = 0; turn < 200; turn += 1) {
      expect(wordsOf(vary(text, 'en'))).toEqual(expect.arrayContaining(['please', 'not']));
    }
  });

  it('says the same thing in many ways', () => {
    const draw = drawn();
    const vary = createVariation(thesauri, draw);
    const said = new Set(Array.from({ length: 200 }, () => vary(text, 'en')));
    expect(said.size).toBeGreaterThan(20);
  });
});

/** Numbers from 0 to 1, always the same. */
function drawn(): () => number {
  let turn = 0;
  return () => {
    turn += 1;
    return (turn * 0.618_033_988_75) % 1;
  };
}
