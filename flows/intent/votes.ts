import { type Locale, locales } from '../../src/domain/locale.ts';

/** How many votes each language has, by its place in `locales`. Several languages are bits: the first is 1, the next 2. */
export type Votes = number[];

export function noVotes(): Votes {
  return locales.map(() => 0);
}

/** So many votes for each of these languages (bits). */
export function addVotes(votes: Votes, bits: number, weight = 1): void {
  for (let place = 0; place < votes.length; place += 1)
    votes[place] = (votes[place] ?? 0) + weight * ((bits >> place) & 1);
}

/** The languages with the most votes, as bits; none without a vote. */
export function mostVoted(votes: Votes): number {
  let most = 0;
  for (const count of votes) if (count > most) most = count;
  let bits = 0;
  if (most > 0) for (let place = 0; place < votes.length; place += 1) if (votes[place] === most) bits |= 1 << place;
  return bits;
}

/** The bit of this language. */
export function localeBit(locale: Locale): number {
  return 1 << locales.indexOf(locale);
}

export function localesIn(bits: number): readonly Locale[] {
  return locales.filter((locale) => (bits & localeBit(locale)) !== 0);
}
