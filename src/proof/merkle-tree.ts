import { emptyRoot, hashNode, type NodeHash, splitOf } from './merkle-hash.ts';

/** Where a finished subtree stands: `level` 0 are leaves, and the node at `index` covers the leaves from `index · 2^level` on. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

/** A subtree that was finished by an append. */
export interface FinishedNode extends NodePlace {
  readonly hash: NodeHash;
}

/** A run of leaves that begins where a subtree of its size may begin. A proof is a list of them, each worth one hash. */
export interface LeafRange {
  readonly start: number;
  readonly size: number;
}

/** The finished subtrees that a tree consists of, largest first: one for every bit of its size. */
export type Frontier = readonly NodeHash[];

/** Adds leaves to a tree of `size`. Returns what was finished, and the frontier of the larger tree. */
export function appendLeaves(
  size: number,
  frontier: Frontier,
  leaves: readonly NodeHash[],
): { readonly finished: readonly FinishedNode[]; readonly frontier: Frontier } {
  const stack = [...frontier];
  const finished: FinishedNode[] = [];
  for (const [offset, leaf] of leaves.entries()) {
    let index = size + offset;
    let hash = leaf;
    finished.push({ level: 0, index, hash });
    for (let level = 1; index % 2 === 1; level += 1) {
      hash = hashNode(stack.pop() ?? emptyRoot(), hash);
      index = (index - 1) / 2;
      finished.push({ level, index, hash });
    }
    stack.push(hash);
  }
  return { finished, frontier: stack };
}

/** The root of a tree by its frontier: what is smaller hangs to the right. Source: RFC 9162, 2.1.1. */
export function rootOf(frontier: Frontier): NodeHash {
  const [last, ...others] = [...frontier].reverse();
  return last === undefined ? emptyRoot() : others.reduce((right, left) => hashNode(left, right), last);
}

/** The ranges whose hashes lead from the leaf at `index` to the root of the tree of `size`. Source: RFC 9162, 2.1.3.1. */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  return pathTo(index, { start: 0, size });
}

/** The ranges whose hashes show the tree of `size` to begin with the tree of `earlier`. Source: RFC 9162, 2.1.4.1. */
export function consistencyRanges(earlier: number, size: number): readonly LeafRange[] {
  return earlier === 0 || earlier === size ? [] : subProof(earlier, { start: 0, size }, true);
}

/** The finished subtrees a range consists of, largest first. */
export function placesIn({ start, size }: LeafRange): readonly NodePlace[] {
  const places: NodePlace[] = [];
  let [from, left] = [start, size];
  while (left > 0) {
    const level = Math.floor(Math.log2(left));
    places.push({ level, index: from / 2 ** level });
    from += 2 ** level;
    left -= 2 ** level;
  }
  return places;
}

/** The hash over a range. @param read gives the hash of a finished subtree. */
export function hashOfRange(range: LeafRange, read: (place: NodePlace) => NodeHash): NodeHash {
  return rootOf(placesIn(range).map(read));
}

function pathTo(index: number, { start, size }: LeafRange): readonly LeafRange[] {
  if (size <= 1) return [];
  const split = splitOf(size);
  const left = { start, size: split };
  const right = { start: start + split, size: size - split };
  return index < split ? [...pathTo(index, left), right] : [...pathTo(index - split, right), left];
}

function subProof(earlier: number, range: LeafRange, isWhole: boolean): readonly LeafRange[] {
  const { start, size } = range;
  if (earlier === size) return isWhole ? [] : [range];
  const split = splitOf(size);
  const left = { start, size: split };
  const right = { start: start + split, size: size - split };
  return earlier <= split
    ? [...subProof(earlier, left, isWhole), right]
    : [...subProof(earlier - split, right, false), left];
}
