import { readByRules } from './by-rules.ts';
import { type OpenQuestion, withSecondOpinion } from './learned/second-opinion.ts';
import { type Reading } from './reading.ts';

/**
 * Reads a typed message: by lexicon and rules, then by what was learned from labelled phrases. Total and bounded: any string,
 * at most its first 2,000 characters.
 */
export function recognise(text: string, question: OpenQuestion = 'none'): Reading {
  return withSecondOpinion(readByRules(text), question);
}
