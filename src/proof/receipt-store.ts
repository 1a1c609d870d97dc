import { type Receipt } from './receipt.ts';

/** A signed receipt as it rests. Times are milliseconds since the Unix epoch. */
export interface StoredReceipt {
  readonly reference: string;
  readonly kind: Receipt['kind'];
  readonly tenantId: string;
  /** Compact JWS. */
  readonly jws: string;
  readonly issuedAt: number;
}

/** Where receipts rest: a live and a final one for each reference at most. */
export interface ReceiptStore {
  /** False: one of this kind stands there already. */
  insert(receipt: StoredReceipt): Promise<boolean>;
  byReference(reference: string): Promise<readonly StoredReceipt[]>;
}
