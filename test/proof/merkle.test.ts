import { createHash } from 'node:crypto';

import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { emptyRoot, hashLeaf, type NodeHash } from '../../src/proof/merkle-hash.ts';
import {
  appendLeaves,
  consistencyRanges,
  type Frontier,
  hashOfRange,
  inclusionRanges,
  type NodePlace,
  rootOf,
} from '../../src/proof/merkle-tree.ts';
import { isConsistent, isIncluded } from '../../src/proof/merkle-verify.ts';

/** The tree as RFC 9162 defines it, word for word and slowly. */
function rootByTheBook(entries: readonly Buffer[]): Buffer {
  const sha = (...parts: readonly Uint8Array[]): Buffer =>
    parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
  if (entries.length === 0) return sha();
  if (entries.length === 1) return sha(Buffer.from([0]), entries[0] ?? Buffer.alloc(0));
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  return sha(Buffer.from([1]), rootByTheBook(entries.slice(0, split)), rootByTheBook(entries.slice(split)));
}

const entriesOf = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => Buffer.from(`entry ${index}`));

type Read = (place: NodePlace) => NodeHash;

const inclusionProof = (read: Read, index: number, size: number): NodeHash[] =>
  inclusionRanges(index, size).map((range) => hashOfRange(range, read));
const consistencyProof = (read: Read, earlier: number, size: number): NodeHash[] =>
  consistencyRanges(earlier, size).map((range) => hashOfRange(range, read));

function grow(count: number, batch = count): { nodes: Read; frontiers: Map<number, Frontier> } {
  const stored = new Map<string, NodeHash>();
  const frontiers = new Map<number, Frontier>([[0, []]]);
  const leaves = entriesOf(count).map(hashLeaf);
  let frontier: Frontier = [];
  for (let size = 0; size < count;) {
    const added = appendLeaves(size, frontier, leaves.slice(size, size + batch));
    for (const { level, index, hash } of added.finished) stored.set(`${level}.${index}`, hash);
    ({ frontier } = added);
    size = Math.min(count, size + batch);
    frontiers.set(size, frontier);
  }
  const nodes: Read = ({ level, index }) => {
    const hash = stored.get(`${level}.${index}`);
    if (hash === undefined) throw new Error('Not finished.');
    return hash;
  };
  return { nodes, frontiers };
}

const rootAt = (frontiers: Map<number, Frontier>, size: number): Buffer => rootOf(frontiers.get(size) ?? []);

describe('the tree', () => {
  test('has the root that RFC 9162 defines, however the leaves came', () => {
    expect(rootOf([])).toEqual(emptyRoot());
    for (const batch of [1, 3, 70]) {
      const { frontiers } = grow(70, batch);
      for (const [size, frontier] of frontiers) expect(rootOf(frontier)).toEqual(rootByTheBook(entriesOf(size)));
    }
  });

  test('every leaf of every size is shown to be in it', () => {
    const { nodes, frontiers } = grow(40, 1);
    for (let size = 1; size <= 40; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(nodes, index, size);
        const leaf = hashLeaf(Buffer.from(`entry ${index}`));
        expect(isIncluded({ leaf, index, size, proof, root: rootAt(frontiers, size) })).toBe(true);
      }
    }
  });

  test('every earlier tree is shown to be where a later one begins', () => {
    const { nodes, frontiers } = grow(40, 1);
    for (let size = 0; size <= 40; size += 1) {
      for (let before = 0; before <= size; before += 1) {
        const proof = consistencyProof(nodes, before, size);
        const earlier = { size: before, root: rootAt(frontiers, before) };
        expect(isConsistent({ earlier, later: { size, root: rootAt(frontiers, size) }, proof })).toBe(true);
      }
    }
  });

  test('no changed leaf, place, size, hash or length passes', () => {
    const { nodes, frontiers } = grow(37, 1);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 37 }), fc.nat(), fc.nat(), (size, where, what) => {
        const index = where % size;
        const proof = inclusionProof(nodes, index, size);
        const leaf = hashLeaf(Buffer.from(`entry ${index}`));
        const good = { leaf, index, size, proof, root: rootAt(frontiers, size) };
        const wrong = [
          { ...good, leaf: hashLeaf(Buffer.from('another')) },
          { ...good, index: (index + 1) % size },
          { ...good, proof: proof.slice(0, -1) },
          { ...good, proof: [...proof, leaf] },
          { ...good, proof: proof.map((hash, at) => (at === what % proof.length ? hashLeaf(hash) : hash)) },
          { ...good, index: size },
          { ...good, index: -1 },
          { ...good, size: 0.5 },
        ];
        for (const one of wrong) expect(isIncluded(one)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('a rewritten past is not where a later tree begins', () => {
    const { nodes, frontiers } = grow(37, 1);
    const later = { size: 37, root: rootAt(frontiers, 37) };
    for (let size = 1; size < 37; size += 1) {
      const proof = consistencyProof(nodes, size, 37);
      const rewritten = rootByTheBook(
        entriesOf(size).map((entry, at) => (at === 0 ? Buffer.from('rewritten') : entry)),
      );
      expect(isConsistent({ earlier: { size, root: rewritten }, later, proof })).toBe(false);
      const cut = rootByTheBook(entriesOf(36));
      expect(isConsistent({ earlier: later, later: { size: 36, root: cut }, proof })).toBe(false);
    }
  });
});
