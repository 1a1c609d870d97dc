import { type AuditStore, type LogHead, placeKey, type StoredEntry } from './audit-store.ts';
import { hashLeaf } from './merkle-hash.ts';
import { appendLeaves, type FinishedNode, type Frontier, rootOf } from './merkle-tree.ts';

/** A head that was kept outside. */
export interface EarlierHead {
  readonly size: number;
  /** Base64url. */
  readonly root: string;
}

/** What is wrong with the log, and where: the first bad entry lies from `from` to before `to`. */
export interface LogFault {
  readonly what:
    /** An entry is not what its hash says. */
    | 'edited'
    /** An entry is missing in the middle. */
    | 'missing'
    /** Entries stand behind the end of the log. */
    | 'added'
    /** The log was longer: its end is cut off. */
    | 'cut'
    /** A subtree or the head is not what the entries make: entries and their hashes were changed together. */
    | 'changed'
    /** It fits together, and is not the log that was there: everything was written anew. */
    | 'rewritten';
  readonly from: number;
  readonly to: number;
}

export interface LogVerdict {
  /** Entries read. */
  readonly size: number;
  /** Root over what was read, base64url. */
  readonly root: string;
  /** How many heads from outside were held against it. */
  readonly headsCompared: number;
  /** `null`: nothing is wrong. The first, otherwise. */
  readonly fault: LogFault | null;
}

const entriesAtOnce = 2_000;

/**
 * Reads the whole log and builds its tree anew; what the product appends meanwhile is read with it. Against somebody who may write the database, only heads kept outside help:
 * without one, a log written anew throughout looks well.
 */
export async function verifyLog(
  store: Pick<AuditStore, 'head' | 'entries' | 'nodes'>,
  earlier: readonly EarlierHead[],
): Promise<LogVerdict> {
  let stored = await store.head();
  const heads = [...earlier].sort((left, right) => left.size - right.size);
  const comparison = createComparison(heads);
  let size = 0;
  let frontier: Frontier = [];
  let fault: LogFault | null = null;
  comparison.at(0, frontier);
  while (fault === null) {
    const entries = await store.entries(size, entriesAtOnce);
    if (entries.length === 0) break;
    const finished: FinishedNode[] = [];
    for (const entry of entries) {
      // The log may have grown since: its head moves with its entries.
      if (entry.index >= stored.size) stored = await store.head();
      fault = faultOf(entry, size, stored) ?? null;
      if (fault !== null) break;
      const added = appendLeaves(size, frontier, [entry.leaf]);
      finished.push(...added.finished.filter(({ level }) => level > 0));
      ({ frontier } = added);
      size += 1;
      fault = comparison.at(size, frontier);
      if (fault !== null) break;
    }
    // What entries make against what the database holds: the smallest subtree that differs says where.
    fault = firstOf(fault, await changedNode(store, finished));
  }
  fault ??= faultOfEnd(size, frontier, stored, heads);
  return { size, root: rootOf(frontier).toString('base64url'), headsCompared: comparison.count(), fault };
}

function faultOf({ index, text, leaf }: StoredEntry, expected: number, stored: LogHead): LogFault | undefined {
  if (index !== expected) return { what: 'missing', from: expected, to: index };
  if (!hashLeaf(Buffer.from(text, 'utf8')).equals(leaf)) return { what: 'edited', from: index, to: index + 1 };
  return index >= stored.size ? { what: 'added', from: index, to: index + 1 } : undefined;
}

/** Holds heads from outside against the tree as it grows: the first that differs, and the last before it, say where. */
function createComparison(heads: readonly EarlierHead[]) {
  let next = 0;
  let lastGood = 0;
  return {
    at(size: number, frontier: Frontier): LogFault | null {
      while (heads[next] !== undefined && (heads[next]?.size ?? 0) <= size) {
        if (heads[next]?.root !== rootOf(frontier).toString('base64url')) {
          return { what: 'rewritten', from: lastGood, to: size };
        }
        lastGood = size;
        next += 1;
      }
      return null;
    },
    count: (): number => next,
  };
}

async function changedNode(
  store: Pick<AuditStore, 'nodes'>,
  finished: readonly FinishedNode[],
): Promise<LogFault | null> {
  const found = await store.nodes(finished);
  const changed = finished.find((node) => found.get(placeKey(node))?.equals(node.hash) !== true);
  if (changed === undefined) return null;
  const width = 2 ** changed.level;
  return { what: 'changed', from: changed.index * width, to: (changed.index + 1) * width };
}

function faultOfEnd(size: number, frontier: Frontier, stored: LogHead, heads: readonly EarlierHead[]): LogFault | null {
  const longest = Math.max(stored.size, ...heads.map((head) => head.size));
  if (longest > size) return { what: 'cut', from: size, to: longest };
  const isSame = rootOf(frontier).equals(rootOf(stored.frontier));
  return isSame ? null : { what: 'changed', from: 0, to: size };
}

/** Whichever comes first in the log. */
function firstOf(one: LogFault | null, other: LogFault | null): LogFault | null {
  if (one === null || other === null) return one ?? other;
  return other.to <= one.to ? other : one;
}
