import { hashNode, type NodeHash } from './merkle-hash.ts';
import { half, isCount, isOdd, siblingSides } from './merkle-path.ts';

/** Whether a proof leads from a leaf to a root. Source: RFC 9162, 2.1.3.2. Never throws. */
export function isIncluded(proven: {
  readonly leaf: NodeHash;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly NodeHash[];
  readonly root: NodeHash;
}): boolean {
  const { leaf, index, size, proof, root } = proven;
  const sides = siblingSides(index, size);
  if (sides?.length !== proof.length) return false;
  let hash = leaf;
  for (const [step, sibling] of proof.entries()) {
    hash = sides[step] === 'left' ? hashNode(sibling, hash) : hashNode(hash, sibling);
  }
  return hash.equals(root);
}

/** Whether a proof shows the later tree to begin with the earlier one. Source: RFC 9162, 2.1.4.2. Never throws. */
export function isConsistent(proven: {
  readonly earlier: { readonly size: number; readonly root: NodeHash };
  readonly later: { readonly size: number; readonly root: NodeHash };
  readonly proof: readonly NodeHash[];
}): boolean {
  const { earlier, later, proof } = proven;
  if (!isCount(earlier.size) || !isCount(later.size) || earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root);
  if (earlier.size === 0) return proof.length === 0;
  const isPower = Number.isInteger(Math.log2(earlier.size));
  const [first, ...rest] = isPower ? [earlier.root, ...proof] : proof;
  if (first === undefined) return false;
  let [position, last] = [earlier.size - 1, later.size - 1];
  while (isOdd(position)) [position, last] = [half(position), half(last)];
  let [earlierHash, laterHash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      earlierHash = hashNode(sibling, earlierHash);
      laterHash = hashNode(sibling, laterHash);
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      laterHash = hashNode(laterHash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && earlierHash.equals(earlier.root) && laterHash.equals(later.root);
}
