import { describe, expect, it } from '../support/jest.ts';
import { recognise } from '../../flows/intent/recognise.ts';
import { phrases } from './phrases.ts';

describe('a wish is understood in five languages', () => {
  for (const [locale, expected, list] of phrases) {
    const title = expected === 'none' ? 'no wish' : JSON.stringify(expected);
    it.each(list.map((phrase, index) => [index, phrase] as const))(
      `${title} in ${locale ?? 'any'}: phrase %i`,
      (_, phrase) => {
        const reading = recognise(phrase);
        if (expected === 'none') {
          expect({ phrase, acts: reading.acts, offers: reading.offers }).toEqual({ phrase, acts: [], offers: null });
        } else if ('acts' in expected) {
          expect({ phrase, acts: reading.acts }).toEqual({ phrase, acts: expect.arrayContaining([expected.acts]) });
          if (expected.acts !== 'delete' && expected.acts !== 'yes') expect(reading.acts).not.toContain('delete');
          if (locale !== null)
            expect({ phrase, spoken: reading.spoken }).toEqual({ phrase, spoken: expect.arrayContaining([locale]) });
        } else {
          expect({ phrase, acts: reading.acts, offers: reading.offers }).toEqual({
            phrase,
            acts: [],
            offers: expected.offers,
          });
        }
      },
    );
  }

  it('judges at least 150 phrases', () => {
    expect(phrases.reduce((sum, [, , list]) => sum + list.length, 0)).toBeGreaterThanOrEqual(150);
  });

  it('names data only when data is meant and nothing denies it', () => {
    expect(recognise('how do I delete my data?').isAboutData).toBe(true);
    expect(recognise('please don’t delete my account').isAboutData).toBe(false);
    expect(recognise('delete my order').isAboutData).toBe(false);
  });

  it('reads numbers of other scripts as choices', () => {
    for (const two of ['2', '٢', '۲', '２', ' 2. ']) expect(recognise(two).number).toBe(2);
  });

  it('reads a reference as a person types it, and says when it cannot', () => {
    expect(recognise('status er-0000-0000-0000').reference).toBe('ER-0000-0000-0000');
    expect(recognise('status er-OOOO-0000-OOOO please').reference).toBe('ER-0000-0000-0000');
    expect(recognise('ER-0000-0000-0001').hasBadReference).toBe(true);
    expect(recognise('status ER-12').hasBadReference).toBe(true);
  });

  it('reads nothing past 2,000 characters, and never acts on a long story', () => {
    expect(recognise(`${'word '.repeat(400)} delete my data`).offers).toBe(null);
    expect(recognise(`${'please '.repeat(15)} delete my data`)).toMatchObject({ acts: [], offers: 'delete' });
  });

  it('reads 65,536 characters in under 50 ms', () => {
    const long = 'supprimez mez donnees delte zzzzz '.repeat(2_000).slice(0, 65_536);
    recognise(long);
    const began = performance.now();
    recognise(long);
    expect(performance.now() - began).toBeLessThan(50);
  });
});
