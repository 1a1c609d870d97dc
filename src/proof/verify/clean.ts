import { type Receipt, type ReceiptStore } from '../receipt.ts';
import { Refused } from './verdict.ts';

/** The type of a receipt says `residual` 0: whoever signed may have written something else. */
interface Counted extends Pick<Receipt, 'coverage'> {
  readonly stores: readonly (Omit<ReceiptStore, 'residual'> & { readonly residual: number })[];
}

/** Whether what was signed says that everything is gone but what a ground keeps. @throws Refused `not_clean`. */
export function checkClean({ stores, coverage }: Counted): void {
  for (const { store, matched, deleted, anonymised, retained, ground, residual } of stores) {
    if (residual !== 0) throw unclean(`${store}: ${residual} were still there`);
    if (matched !== deleted + anonymised + retained) {
      throw unclean(`${store}: ${matched} found, but ${deleted} + ${anonymised} + ${retained} accounted for`);
    }
    if (retained > 0 && ground === null) throw unclean(`${store}: ${retained} kept without a ground`);
  }
  if (stores.length > coverage.stores) {
    throw unclean(`${stores.length} stores are listed, and only ${coverage.stores} are said to exist`);
  }
}

function unclean(why: string): Refused {
  return new Refused('not_clean', why);
}
