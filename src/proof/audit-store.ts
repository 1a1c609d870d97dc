import { type FinishedNode, type Frontier, type NodePlace } from './merkle-tree.ts';
import { type NodeHash } from './merkle-hash.ts';

/** How far the log is: its leaves, and the finished subtrees they make up. */
export interface LogHead {
  readonly size: number;
  readonly frontier: Frontier;
}

/** An entry as it rests. `text` is what the leaf is the hash of. */
export interface StoredEntry {
  readonly index: number;
  readonly entryId: string;
  readonly text: string;
  readonly leaf: NodeHash;
}

/** Where the log rests. */
export interface AuditStore {
  /** The empty log, when there is none. */
  head(): Promise<LogHead>;
  /**
   * Entries, finished nodes and head, all or nothing, and only on top of a log that is still `from` long.
   * `false`: somebody was faster, or one of the entries is there: look again.
   */
  append(
    from: number,
    added: {
      readonly entries: readonly StoredEntry[];
      readonly nodes: readonly FinishedNode[];
      readonly head: LogHead;
    },
  ): Promise<boolean>;
  /** Places of those entries that are there. */
  indexesOf(entryIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Finished nodes by place. Those that are missing are missing in the answer. */
  nodes(places: readonly NodePlace[]): Promise<ReadonlyMap<string, NodeHash>>;
  /** In order, from an index on. */
  entries(from: number, limit: number): Promise<readonly StoredEntry[]>;
}

/** The name of a node's place. */
export function placeKey({ level, index }: NodePlace): string {
  return `${level}.${index}`;
}
