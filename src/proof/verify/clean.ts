import { type Receipt, type ReceiptStore } from '../receipt.ts';

/** The type of a receipt says `residual` 0: whoever signed may have written something else. */
interface Counted extends Pick<Receipt, 'coverage'> {
  readonly stores: readonly (Omit<ReceiptStore, 'residual'> & { readonly residual: number })[];
}

/** What speaks against everything being gone but what a ground keeps, in words; `null`: nothing. For issuer and verifier alike. */
export function uncleannessOf({ stores, coverage }: Counted): string | null {
  for (const { store, matched, deleted, anonymised, retained, ground, residual } of stores) {
    if (residual !== 0) return `${store}: ${residual} were still there`;
    if (matched !== deleted + anonymised + retained) {
      return `${store}: ${matched} found, but ${deleted} + ${anonymised} + ${retained} accounted for`;
    }
    if (retained > 0 && ground === null) return `${store}: ${retained} kept without a ground`;
  }
  if (stores.length > coverage.stores) {
    return `${stores.length} stores are listed, and only ${coverage.stores} are said to exist`;
  }
  return null;
}
