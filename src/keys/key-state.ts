import { type WrappedKey } from './person-keys.ts';

/** What the database knows of the key file. */
export interface KeyState {
  readonly fileId: string;
  readonly generation: number;
  readonly masterCheck: string;
}

/** Where that rests. */
export interface KeyStateStore {
  find(): Promise<KeyState | null>;
  /** Returns the state that stands: the given one, or one that was there before. */
  insertIfAbsent(state: KeyState): Promise<KeyState>;
  /** Notes a generation that was seen; an older one changes nothing. */
  saw(generation: number): Promise<void>;
  /** Takes the right to change the key file until then; false while somebody else has it. */
  lease(holder: string, now: number, leaseMs: number): Promise<boolean>;
  release(holder: string): Promise<void>;
}

/** A key that stands wrapped under one epoch, and the same key under another. */
export interface Rewrapped {
  readonly from: WrappedKey;
  readonly to: WrappedKey;
}

/** The keys that stand, by the epochs they are wrapped under. */
export interface LiveKeys {
  /** Whether any key stands that knows no epoch: of a version before there were epochs. */
  hasEpochless(): Promise<boolean>;
  /** Every epoch that a person's key is wrapped under. */
  epochIds(): Promise<readonly string[]>;
  /** How many person keys stand under each epoch. */
  countByEpoch(): Promise<ReadonlyMap<string, number>>;
  /** Person keys under an epoch in the order of their ids, from behind one on. */
  under(epochId: string, afterKeyId: string, limit: number): Promise<readonly WrappedKey[]>;
  /** Puts each in the place of what it was, unless that has changed or gone meanwhile; how many were. */
  swap(changes: readonly Rewrapped[]): Promise<number>;
  /** Whether the key of a day that is not over stands under that epoch. */
  hasDayKey(epochId: string, now: number): Promise<boolean>;
}
