import { isWithin, slipsFor } from '../../flows/intent/distance.ts';
import { normalise, wordsOf } from '../../flows/intent/normalise.ts';
import { type Tenant } from './tenant.ts';

/** Words that people leave out or add: what a company is by law, and articles. */
const silentWords = new Set(
  'the le la les el los las o os as al ltd limited llc inc corp co company gmbh ag sa sas sarl sl srl bv plc lda ltda شركه'.split(
    ' ',
  ),
);

/**
 * The business that somebody means by these words; `null`: none, or more than one. Case, accents, spaces, legal forms and slips
 * are forgiven, digits are not (`Shop 21` is not `Shop 22`). An exact name goes before a near one. Pure: it asks nobody whether
 * the person is known there.
 */
export function matchBusiness<Business extends Pick<Tenant, 'name'>>(
  words: string,
  businesses: readonly Business[],
): Business | null {
  const meant = keyOf(words);
  if (meant === '') return null;
  const exact = businesses.filter(({ name }) => keyOf(name) === meant);
  const found = exact.length > 0 ? exact : businesses.filter(({ name }) => isNear(keyOf(name), meant));
  const [only, another] = found;
  return another === undefined ? (only ?? null) : null;
}

function keyOf(name: string): string {
  const words = wordsOf(normalise(name).replaceAll('&', ' '));
  const telling = words.filter((word) => !silentWords.has(word));
  return (telling.length === 0 ? words : telling).join('');
}

function isNear(name: string, meant: string): boolean {
  const digitsOf = (key: string): string => key.replace(/[^0-9]/g, '');
  return digitsOf(name) === digitsOf(meant) && isWithin(name, meant, slipsFor(Math.min(name.length, meant.length)));
}
