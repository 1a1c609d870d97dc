import { createHash } from 'node:crypto';

import { canonicalJson } from './canonical-json.ts';
import { type ReceiptEntry } from './audit-entry.ts';
import { type Receipt } from './receipt.ts';

/** The receipt as the log commits to it: everything but its place in the log. */
export type ReceiptBody = Omit<Receipt, 'log'>;

/** The log's entry for a receipt. It carries no pseudonym, so nothing leads from it to the other entries of the request. */
export function receiptEntry(body: ReceiptBody): ReceiptEntry {
  return { type: `receipt.${body.kind}`, receipt: sha256Base64url(canonicalJson(body)) };
}

export function sha256Base64url(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}
