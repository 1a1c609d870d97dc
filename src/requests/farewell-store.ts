/** A farewell as it is written with the end of its run. Times are milliseconds since the Unix epoch. */
export interface NewFarewell {
  /** The request's id. */
  readonly farewellId: string;
  readonly tenantId: string;
  /** The run's key: destroyed with the farewell. */
  readonly keyId: string;
  readonly sealed: Uint8Array;
  readonly dueAt: number;
  readonly expiresAt: number;
}

export interface ClaimedFarewell extends NewFarewell {
  /** Sends begun, this one included. */
  readonly attempts: number;
  /** One of them took a template from the day's budget: the next takes no other. */
  readonly isPaid: boolean;
}

/** Where farewells rest. */
export interface FarewellStore {
  /** Takes a due one for `leaseMs`; `null` when it is not due, somebody has it, or it is gone. */
  claim(farewellId: string, now: number, leaseMs: number): Promise<ClaimedFarewell | null>;
  /** Looked at again at `dueAt`. Does nothing when somebody else has claimed it meanwhile. */
  postpone(claimed: ClaimedFarewell, next: { readonly dueAt: number; readonly isPaid: boolean }): Promise<void>;
  /** Removes the row. */
  remove(farewellId: string): Promise<void>;
  due(now: number, limit: number): Promise<readonly string[]>;
}
