/** Documents by collection. */
export type DocumentCounts = Readonly<Record<string, number>>;

/** A business that left: being closed, or closed. Times are milliseconds since the Unix epoch. */
export interface TenantClosing {
  readonly tenantId: string;
  /** Random: what ledger and audit log know it by. */
  readonly closingId: string;
  readonly startedAt: number;
  /** What was there when it began. */
  readonly found: DocumentCounts;
  /** `null`: it is under way. */
  readonly closedAt: number | null;
}

/** Keeps which businesses left. Implemented by src/stores/tenant-closings.ts. */
export interface TenantClosings {
  find(tenantId: string): Promise<TenantClosing | null>;
  /** Notes that it begins, once, and lets nobody find the tenant any more. @returns what stands: this one, or one from before. */
  begin(closing: Omit<TenantClosing, 'closedAt'>): Promise<TenantClosing>;
  end(tenantId: string, closedAt: number): Promise<void>;
  /** Ids of those that are under way, the oldest first. */
  underWay(): Promise<readonly string[]>;
  /** Ids of those that ended after that moment. */
  endedAfter(moment: number): Promise<readonly string[]>;
}

/** What stays of a tenant, and why. */
export interface StayingRows {
  readonly collection: string;
  /** How many documents of it can be told to be this tenant's; `null`: none is told apart by tenant there. */
  readonly documents: number | null;
  readonly because: string;
}

/** Every collection, asked for one tenant. Implemented by src/stores/tenant-rows.ts. */
export interface TenantRows {
  /** What a closing takes, by collection; those with nothing are left out. Nothing left: it is closed. */
  going(tenantId: string): Promise<DocumentCounts>;
  staying(tenantId: string): Promise<readonly StayingRows[]>;
  /**
   * Takes it chunk by chunk, and says after each how much went.
   * @param rows `people`: all but the tenant's own row, which keeps account and numbers from being given to another. `all`: that, last.
   */
  take(tenantId: string, rows: 'people' | 'all'): AsyncIterable<number>;
}

/** What people of a business still wait for. */
export interface UnfinishedMatters {
  /** References of requests that have not ended. */
  readonly requests: readonly string[];
  /** By kind; those with nothing are left out. */
  readonly others: DocumentCounts;
}

/** Looks for them. Implemented by src/stores/unfinished-matters.ts. */
export type FindUnfinished = (tenantId: string) => Promise<UnfinishedMatters>;

export function totalOf(counts: DocumentCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
