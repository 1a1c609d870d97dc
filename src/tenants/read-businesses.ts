import { businessMatcher } from './match-business.ts';
import { type Tenant } from './tenant.ts';

/** One business that somebody names; `business: null`: none of ours, or more than one fits. */
export interface NamedBusiness<Business> {
  readonly words: string;
  readonly business: Business | null;
}

/** A piece of what was typed, up to a sign or a word that may join two names. */
interface Piece {
  readonly item: number;
  readonly from: number;
  readonly to: number;
}

/** What may stand between two names. The Arabic one is written together with the word behind it. */
const betweenNames = /\s*[,;،؛&+\n\r]+\s*|\s+(?:and|et|und|y|e)\s+|\s+و\s*(?=\p{L})/giu;
/** More than that is no list of names: each line is one. */
const piecesMax = 24;
const piecesInName = 6;
/** What a piece costs of a name with slips, and of one that nobody here has. */
const slipCost = 1;
const unknownCost = 10;

/**
 * Reads names of businesses as they were typed: `Shop A and Shop B` on one line is two of them, where that fits those that are ours
 * better than the whole does; `Salt and Pepper` stays one, whether it is a business of ours or nobody here is called Salt or Pepper.
 * In the order in which they were named, each of ours once. Pure. Called after the code alone: what it gives tells who is ours.
 */
export function readBusinesses<Business extends Pick<Tenant, 'name'>>(
  items: readonly string[],
  businesses: readonly Business[],
): readonly NamedBusiness<Business>[] {
  const match = businessMatcher(businesses);
  const split = items.flatMap(piecesOf);
  const pieces = split.length > piecesMax ? items.map((words, item) => ({ item, from: 0, to: words.length })) : split;
  // best[n]: the cheapest way to read the first n pieces.
  const best: Reading<Business>[] = [{ cost: 0, names: [] }];
  for (let end = 1; end <= pieces.length; end += 1) {
    const ways = Array.from({ length: Math.min(end, piecesInName) }, (_, back): Reading<Business> | null => {
      const start = end - 1 - back;
      const before = best[start];
      const read = readOne(items, pieces.slice(start, end), match);
      if (before === undefined || read === null) return null;
      return { cost: before.cost + read.cost, names: [...before.names, read.name] };
    });
    best.push(ways.filter((way) => way !== null).reduce(cheaper));
  }
  return onceEach(best.at(-1)?.names ?? []);
}

interface Reading<Business> {
  readonly cost: number;
  readonly names: readonly NamedBusiness<Business>[];
}

function cheaper<Business>(one: Reading<Business>, other: Reading<Business>): Reading<Business> {
  const isCheaper = other.cost < one.cost || (other.cost === one.cost && other.names.length < one.names.length);
  return isCheaper ? other : one;
}

/** Some pieces as one name. `null`: they were typed apart, and no business of ours is called so. */
function readOne<Business extends Pick<Tenant, 'name'>>(
  items: readonly string[],
  pieces: readonly Piece[],
  match: ReturnType<typeof businessMatcher<Business>>,
): { readonly cost: number; readonly name: NamedBusiness<Business> } | null {
  const words = wordsOf(items, pieces);
  const meant = match(words);
  const isApart = pieces.some(({ item }) => item !== pieces[0]?.item);
  if (isApart && meant?.isExact !== true) return null;
  const each = meant === null ? unknownCost : meant.isExact ? 0 : slipCost;
  return { cost: each * pieces.length, name: { words, business: meant?.business ?? null } };
}

/** As it was typed; what stood on two lines, with a comma. */
function wordsOf(items: readonly string[], pieces: readonly Piece[]): string {
  const lines = new Map<number, { readonly from: number; readonly to: number }>();
  for (const { item, from, to } of pieces) lines.set(item, { from: lines.get(item)?.from ?? from, to });
  return [...lines].map(([item, { from, to }]) => (items[item] ?? '').slice(from, to)).join(', ');
}

function piecesOf(words: string, item: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: between } of words.matchAll(betweenNames)) {
    pieces.push({ item, from, to: index });
    from = index + between.length;
  }
  pieces.push({ item, from, to: words.length });
  const named = pieces.filter((piece) => /[\p{L}\p{N}]/u.test(words.slice(piece.from, piece.to)));
  const last = Math.max(0, named.length - 1);
  // What stands around the first and the last belongs to them: a line that stays one is as it was typed.
  return (named.length === 0 ? pieces.slice(0, 1) : named).map((piece, at) => ({
    item,
    from: at === 0 ? 0 : piece.from,
    to: at === last ? words.length : piece.to,
  }));
}

function onceEach<Business>(names: readonly NamedBusiness<Business>[]): readonly NamedBusiness<Business>[] {
  return names.filter(
    ({ business }, at) => business === null || names.findIndex((other) => other.business === business) === at,
  );
}
