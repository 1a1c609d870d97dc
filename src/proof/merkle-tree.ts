import { emptyRoot, hashNode, type NodeHash, splitOf } from './merkle-hash.ts';

/** Finished subtrees: `level` 0 are leaves, and the node at `index` covers the leaves from `index · 2^level` on. */
export interface FinishedNodes {
  /** @throws when it is not finished. */
  read(level: number, index: number): Promise<NodeHash>;
}

/** A subtree that was finished by an append. */
export interface FinishedNode {
  readonly level: number;
  readonly index: number;
  readonly hash: NodeHash;
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

/** The hashes with which the leaf at `index` leads to the root of the tree of `size`. Source: RFC 9162, 2.1.3.1. */
export async function inclusionProof(nodes: FinishedNodes, index: number, size: number): Promise<readonly NodeHash[]> {
  return pathTo(nodes, index, 0, size);
}

/** The hashes that show the tree of `size` to begin with the tree of `earlier`. Source: RFC 9162, 2.1.4.1. */
export async function consistencyProof(
  nodes: FinishedNodes,
  earlier: number,
  size: number,
): Promise<readonly NodeHash[]> {
  return earlier === 0 || earlier === size ? [] : subProof(nodes, earlier, 0, size, true);
}

async function pathTo(nodes: FinishedNodes, index: number, start: number, size: number): Promise<readonly NodeHash[]> {
  if (size <= 1) return [];
  const split = splitOf(size);
  return index < split
    ? [...(await pathTo(nodes, index, start, split)), await hashOfRange(nodes, start + split, size - split)]
    : [...(await pathTo(nodes, index - split, start + split, size - split)), await hashOfRange(nodes, start, split)];
}

async function subProof(
  nodes: FinishedNodes,
  earlier: number,
  start: number,
  size: number,
  isWhole: boolean,
): Promise<readonly NodeHash[]> {
  if (earlier === size) return isWhole ? [] : [await hashOfRange(nodes, start, size)];
  const split = splitOf(size);
  return earlier <= split
    ? [
        ...(await subProof(nodes, earlier, start, split, isWhole)),
        await hashOfRange(nodes, start + split, size - split),
      ]
    : [
        ...(await subProof(nodes, earlier - split, start + split, size - split, false)),
        await hashOfRange(nodes, start, split),
      ];
}

/** The hash over a run of leaves that begins where a subtree of its size may begin. */
async function hashOfRange(nodes: FinishedNodes, start: number, size: number): Promise<NodeHash> {
  const level = Math.log2(size);
  if (Number.isInteger(level)) return nodes.read(level, start / size);
  const split = splitOf(size);
  const [left, right] = await Promise.all([
    hashOfRange(nodes, start, split),
    hashOfRange(nodes, start + split, size - split),
  ]);
  return hashNode(left, right);
}
