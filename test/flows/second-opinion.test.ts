import { describe, expect, it } from '../support/jest.ts';
import fc from 'fast-check';

import { readByRules } from '../../flows/intent/by-rules.ts';
import { featuresOf } from '../../flows/intent/learned/features.ts';
import { bucketCount } from '../../flows/intent/learned/hash.ts';
import { likelihoods, readWeights } from '../../flows/intent/learned/model.ts';
import { learned } from '../../flows/intent/learned/weights.ts';
import { learnedWishes } from '../../flows/intent/learned/wishes.ts';
import { recognise } from '../../flows/intent/recognise.ts';
import { quantised, trainWeights } from '../../scripts/intent/training.ts';
import { readTrainingSet } from '../../scripts/intent/training-set.ts';

/** The rules find nothing in these. */
const onlyLearned = ['I want out of your database', 'who sold u my number', 'which companies have my data'];

describe('what was learned from phrases', () => {
  it('is of the phrases that stand in the project: `npm run intent` after a change', () => {
    expect(learned.fingerprint).toBe(readTrainingSet().fingerprint);
  });

  it('finds wishes that the rules do not', () => {
    for (const phrase of onlyLearned) {
      expect(readByRules(phrase)).toMatchObject({ acts: [], offers: null });
      const { acts, offers } = recognise(phrase);
      expect({ phrase, found: [...acts, ...(offers === null ? [] : [offers])] }).toEqual({
        phrase,
        found: [expect.stringMatching(/^(?:delete|access)$/)],
      });
    }
  });

  it.each([
    ["don't keep anything of mine", "don't delete anything of mine"],
    ['ne gardez rien de moi', 'ne supprimez rien de moi'],
    ['لا تحتفظوا بأي شيء عني', 'لا تحذفوا بياناتي'],
    ['no conserven ningún dato mío', 'no borren ningún dato mío'],
    ['não fiquem com nada meu', 'não apaguem nada meu'],
  ])('tells a denial of keeping from a denial of erasing: %s', (keepNothing, eraseNothing) => {
    expect(recognise(keepNothing).acts).toEqual(['delete']);
    expect(recognise(eraseNothing).acts).not.toContain('delete');
  });

  it('is the same each time it is learned', () => {
    const { phrases, thesauri } = readTrainingSet();
    const few = phrases.filter((_, index) => index % 1_000 === 0);
    const [one, other] = [quantised(trainWeights(few, thesauri)), quantised(trainWeights(few, thesauri))];
    expect(one.scale).toBe(other.scale);
    expect(Buffer.compare(Buffer.from(one.values.buffer), Buffer.from(other.values.buffer))).toBe(0);
  });

  it('says of any text how likely each wish is, together 1', () => {
    const weights = readWeights(learned);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const features = featuresOf(readByRules(text).words, 'nothing');
        expect(features.every((feature) => feature >= 0 && feature < bucketCount)).toBe(true);
        const likely = likelihoods(weights, features);
        expect(likely).toHaveLength(learnedWishes.length);
        expect(likely.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
      }),
    );
  });

  it('is refused when it is of another size', () => {
    expect(() => readWeights({ base64: 'AAAA', scale: 1 })).toThrow(RangeError);
  });
});

describe('what was learned never', () => {
  it('starts anything while a question of ours is open', () => {
    for (const phrase of onlyLearned) expect(recognise(phrase, 'choice').acts).toEqual([]);
  });

  it('reads a value as a wish or a command', () => {
    for (const phrase of [...onlyLearned, 'the code never came', 'I want to speak to somebody in charge'])
      expect(recognise(phrase, 'value')).toEqual(readByRules(phrase));
  });

  it('takes back what is open where nothing was asked', () => {
    const phrase = 'changed my mind about all of that, leave it';
    expect(recognise(phrase, 'none').acts).not.toContain('cancel');
  });

  it.each([
    'do not ever remove my account from your system',
    'how would you remove my account from your system',
    'sería malo que borren mi cuenta del sistema, no lo hagan',
    'ne touchez surtout pas à mon compte, ne le supprimez pas',
  ])('erases where it is denied or only asked about: %s', (phrase) => {
    expect(recognise(phrase).acts).toEqual([]);
  });

  it('takes digits for a wish, not even for a button', () => {
    for (const phrase of ['45/45/2023', '2023', '12 34 56', '٣٣٣٣'])
      expect(recognise(phrase)).toMatchObject({ acts: [], offers: null });
  });

  it.each(["don't ever stop sending me the offers", 'before March 2024'])('starts anything for: %s', (phrase) => {
    expect(recognise(phrase).acts).toEqual([]);
  });

  it('acts on what a program writes', () => {
    expect(recognise('{"$where": "get my number out of your system"}').acts).toEqual([]);
  });
});
