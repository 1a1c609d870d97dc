import { OubliError } from '../domain/errors.ts';
import { type AuditLog } from './audit-log.ts';
import { signCompact } from './jws.ts';
import { type Receipt } from './receipt.ts';
import { receiptEntry, type ReceiptBody } from './receipt-format.ts';
import { type StoredReceipt } from './receipt-store.ts';
import { type SigningKeys } from './signing-keys.ts';
import { uncleannessOf } from './verify/clean.ts';
import { readReceipt } from './verify/receipt-shape.ts';
import { Refused } from './verify/verdict.ts';

/** Commits to a receipt in the log, then signs it. The caller stores it, together with whatever makes it true. */
export type IssueReceipt = (tenantId: string, body: ReceiptBody, now: number) => Promise<StoredReceipt>;

/**
 * Makes the issuer. A crash between the two leaves an entry without a receipt: a commitment to something never said.
 * @throws OubliError `receipt_unclean` for anything that is not verified absent (privacy.md 8.7 number 8), `receipt_invalid` for
 * what no verifier would accept.
 */
export function createIssueReceipt(parts: {
  readonly log: AuditLog;
  readonly signingKeys: Pick<SigningKeys, 'signer'>;
}): IssueReceipt {
  const { log, signingKeys } = parts;
  return async (tenantId, body, now) => {
    if (!isClean(body)) throw new OubliError('receipt_unclean', 'Counts that do not add up are not signed.');
    mustBeReadable(body);
    const [appended, signer] = await Promise.all([log.append([receiptEntry(body)]), signingKeys.signer()]);
    const { indexes, head, nodes } = appended;
    const [index = 0] = indexes;
    const { size, root } = head;
    const proof = await log.inclusionProof(index, size, nodes);
    const place = {
      index,
      size,
      root: root.toString('base64url'),
      proof: proof.map((hash) => hash.toString('base64url')),
    };
    const jws = signCompact('oubli-receipt+jws', { ...body, log: place }, signer);
    return { reference: body.reference, kind: body.kind, tenantId, jws, issuedAt: now };
  };
}

/** Some place in some log: where this one will stand is known when it is in the log for good. */
const anyPlace: Receipt['log'] = { index: 0, size: 1, root: Buffer.alloc(32).toString('base64url'), proof: [] };

/** The last net: whoever wrote a word of it asked `domain/receipt-words.ts` before. */
function mustBeReadable(body: ReceiptBody): void {
  try {
    readReceipt({ ...body, log: anyPlace });
  } catch (cause) {
    const where = cause instanceof Refused ? cause.message : 'it could not be read';
    throw new OubliError('receipt_invalid', `No verifier would accept this receipt: ${where}.`, { cause });
  }
}

/** What every verifier asks for, and what only the issuer can know: that each store of the register is there, with its date. */
function isClean(body: ReceiptBody): boolean {
  const { stores, coverage } = body;
  const isWhole = new Set(stores.map(({ store }) => store)).size === coverage.stores && stores.length > 0;
  return (
    isWhole && uncleannessOf(body) === null && stores.every(({ retained, until }) => retained === 0 || until !== null)
  );
}
