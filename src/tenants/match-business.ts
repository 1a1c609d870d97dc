import { isWithin, slipsFor } from '../../flows/intent/distance.ts';
import { normalise, wordsOf } from '../../flows/intent/normalise.ts';
import { type Tenant } from './tenant.ts';

/** Words that people leave out or add: what a company is by law, and articles. */
const silentWords = new Set(
  'the le la les el los las o os as al ltd limited llc inc corp co company gmbh ag sa sas sarl sl srl bv plc lda ltda شركه'.split(
    ' ',
  ),
);

/** Words that join two names, and stand in the middle of one. */
const joiningWords = new Set(['and', 'et', 'y', 'e', 'und', 'و']);

/** A business that is meant; `isExact`: without a slip. */
export interface Meant<Business> {
  readonly business: Business;
  readonly isExact: boolean;
}

/**
 * Makes what tells the business that somebody means by some words; `null`: none, or more than one. Case, accents, spaces, legal forms
 * and slips are forgiven, digits are not (`Shop 21` is not `Shop 22`). An exact name goes before a near one. Pure: it asks nobody
 * whether the person is known there.
 */
export function businessMatcher<Business extends Pick<Tenant, 'name'>>(
  businesses: readonly Business[],
): (words: string) => Meant<Business> | null {
  const keyed = businesses.map((business) => ({ business, key: keyOf(business.name) }));
  return (words) => {
    const meant = keyOf(words);
    if (meant === '') return null;
    const exact = keyed.filter(({ key }) => key === meant);
    const isExact = exact.length > 0;
    const [only, another] = isExact ? exact : keyed.filter(({ key }) => isNear(key, meant));
    return only === undefined || another !== undefined ? null : { business: only.business, isExact };
  };
}

function keyOf(name: string): string {
  const words = wordsOf(normalise(name).replaceAll('&', ' '));
  const joined = words.filter((word, at) => at === 0 || at === words.length - 1 || !joiningWords.has(word));
  const telling = joined.filter((word) => !silentWords.has(word));
  return (telling.length === 0 ? joined : telling).join('');
}

function isNear(name: string, meant: string): boolean {
  const digitsOf = (key: string): string => key.replace(/[^0-9]/g, '');
  return digitsOf(name) === digitsOf(meant) && isWithin(name, meant, slipsFor(Math.min(name.length, meant.length)));
}
