import { createHash } from 'node:crypto';

/** A node of the tree: SHA-256, 32 bytes. */
export type NodeHash = Buffer;

const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** The hash of a tree without leaves. Source: RFC 9162, 2.1.1. */
export function emptyRoot(): NodeHash {
  return createHash('sha256').digest();
}

/** The prefix keeps a leaf from ever passing for a node. Source: RFC 9162, 2.1.1. */
export function hashLeaf(entry: Uint8Array): NodeHash {
  return createHash('sha256').update(leafPrefix).update(entry).digest();
}

export function hashNode(left: Uint8Array, right: Uint8Array): NodeHash {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

/** The largest power of two that is smaller than `size` (at least 2): where RFC 9162 splits a tree. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
