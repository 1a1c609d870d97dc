import { OubliError } from '../domain/errors.ts';
import { type AuditEntry, entryIdOf } from './audit-entry.ts';
import { type AuditStore, placeKey } from './audit-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { hashLeaf, type NodeHash } from './merkle-hash.ts';
import {
  appendLeaves,
  consistencyRanges,
  hashOfRange,
  inclusionRanges,
  type LeafRange,
  placesIn,
  rootOf,
} from './merkle-tree.ts';

/** The tree at some size. */
export interface TreeHead {
  readonly size: number;
  readonly root: NodeHash;
}

/** Where entries came to stand. */
export interface Appended {
  /** The place of each, in the order given. */
  readonly indexes: readonly number[];
  /** A tree that holds them all. */
  readonly head: TreeHead;
  /** Finished nodes that were at hand, by place: what a proof needs of an entry that was just added. */
  readonly nodes: ReadonlyMap<string, NodeHash>;
}

/** One RFC 9162 Merkle tree over everything that happens to requests. One writer at a time, whoever is first. */
export interface AuditLog {
  /**
   * Durable when it resolves. Entries that are there already keep their place, so that a crash costs nothing.
   * Concurrent callers of one process share one write.
   */
  append(entries: readonly AuditEntry[]): Promise<Appended>;
  head(): Promise<TreeHead>;
  /**
   * The time of its first entry that has one (of a receipt none is said), in milliseconds since the Unix epoch; `null`: there
   * is none.
   */
  beganAt(): Promise<number | null>;
  /**
   * Leads from an entry to the root of the tree of `size`.
   * @param known nodes that need not be read, as {@link Appended} gives them.
   */
  inclusionProof(index: number, size: number, known?: Appended['nodes']): Promise<readonly NodeHash[]>;
  /** Shows that the tree of `size` begins with the tree of `earlier`. */
  consistencyProof(earlier: number, size: number): Promise<readonly NodeHash[]>;
}

/** Others may append at the same time: as many tries as it takes, within reason. */
const mostTries = 50;
const entriesAtOnce = 500;
/** For the first time in the log. A receipt may stand before the steps of its request, which a chore brings in. */
const lookedAtOnce = 50;

interface Waiting {
  readonly entries: readonly AuditEntry[];
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes the log over its store. */
export function createAuditLog({ store }: { readonly store: AuditStore }): AuditLog {
  let waiting: Waiting[] = [];
  let isWriting = false;

  const write = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      waiting = waiting.slice(batch.length);
      try {
        const { indexes, head, nodes } = await appendAll(
          store,
          batch.flatMap((one) => one.entries),
        );
        let from = 0;
        for (const { entries, resolve } of batch) {
          resolve({ indexes: indexes.slice(from, from + entries.length), head, nodes });
          from += entries.length;
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  };

  const hashesOf = async (
    ranges: readonly LeafRange[],
    known: Appended['nodes'] = new Map(),
  ): Promise<readonly NodeHash[]> => {
    const unknown = ranges.flatMap(placesIn).filter((place) => !known.has(placeKey(place)));
    const nodes = unknown.length === 0 ? known : new Map([...known, ...(await store.nodes(unknown))]);
    return ranges.map((range) =>
      hashOfRange(range, (place) => {
        const hash = nodes.get(placeKey(place));
        if (hash === undefined) throw new OubliError('audit_node_missing', 'The log lacks a node of its tree.');
        return hash;
      }),
    );
  };

  const head = async (): Promise<TreeHead> => {
    const { size, frontier } = await store.head();
    return { size, root: rootOf(frontier) };
  };

  return {
    async append(entries) {
      if (entries.length === 0) return { indexes: [], head: await head(), nodes: new Map() };
      return new Promise((resolve, reject) => {
        waiting.push({ entries, resolve, reject });
        if (!isWriting) void write();
      });
    },
    head,
    beganAt: () => firstTimeIn(store),
    inclusionProof: (index, size, known) => hashesOf(inclusionRanges(index, size), known),
    consistencyProof: (earlier, size) => hashesOf(consistencyRanges(earlier, size)),
  };
}

async function firstTimeIn(store: AuditStore): Promise<number | null> {
  for (let from = 0; ; from += lookedAtOnce) {
    const entries = await store.entries(from, lookedAtOnce);
    const [began] = entries.flatMap(({ text }) => timeIn(text));
    if (began !== undefined || entries.length === 0) return began ?? null;
  }
}

function timeIn(text: string): readonly number[] {
  const { at } = JSON.parse(text) as { readonly at?: string };
  return at === undefined ? [] : [Date.parse(at)];
}

/** As many callers as fit, and at least one. */
function takeBatch(waiting: readonly Waiting[]): readonly Waiting[] {
  let count = 0;
  let entries = 0;
  for (const one of waiting) {
    entries += one.entries.length;
    if (count > 0 && entries > entriesAtOnce) break;
    count += 1;
  }
  return waiting.slice(0, count);
}

async function appendAll(store: AuditStore, entries: readonly AuditEntry[]): Promise<Appended> {
  const byId = new Map(entries.map((entry) => [entryIdOf(entry), entry]));
  for (let tries = 0; tries < mostTries; tries += 1) {
    // The head after the entries: what is known then is in it.
    const known = await store.indexesOf([...byId.keys()]);
    const { size, frontier } = await store.head();
    const fresh = [...byId].filter(([entryId]) => !known.has(entryId));
    const added = fresh.map(([entryId, entry], offset) => {
      const text = canonicalJson(entry);
      return { index: size + offset, entryId, text, leaf: hashLeaf(Buffer.from(text, 'utf8')) };
    });
    const { finished, frontier: after } = appendLeaves(
      size,
      frontier,
      added.map((one) => one.leaf),
    );
    const isDone =
      added.length === 0 ||
      (await store.append(size, {
        entries: added,
        nodes: finished.filter(({ level }) => level > 0),
        head: { size: size + added.length, frontier: after },
      }));
    if (!isDone) continue;
    const places = new Map([...known, ...added.map(({ entryId, index }) => [entryId, index] as const)]);
    const indexes = entries.map((entry) => places.get(entryIdOf(entry)) ?? -1);
    const head = { size: size + added.length, root: rootOf(after) };
    // What stood before the first of them, and what they finished: a proof of a new entry needs nothing else.
    const before = placesIn({ start: 0, size }).map((place, at) => [placeKey(place), frontier[at]] as const);
    const nodes = new Map([
      ...before.flatMap(([key, hash]) => (hash === undefined ? [] : [[key, hash] as const])),
      ...finished.map((node) => [placeKey(node), node.hash] as const),
    ]);
    return { indexes, head, nodes };
  }
  throw new OubliError('audit_contended', 'Too many wrote into the log at once.', { retry: 'yes' });
}
