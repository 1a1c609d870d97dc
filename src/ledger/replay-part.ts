import { OubliError } from '../domain/errors.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type EraseContext } from '../erasure/eraser.ts';
import { type PartLimits } from '../erasure/erasure-ledger.ts';
import { type Register } from '../erasure/register.ts';
import { type LedgerEntry } from './ledger-entry.ts';

/**
 * Erases a part once more, within the limits it had, and scans for it. Nothing else of the person is touched: no key, no chat, no
 * request; nobody is remembered as erased.
 * @throws OubliError `replay_residue`.
 */
export async function erasePartAgain(
  register: Pick<Register, 'erasers'>,
  entry: LedgerEntry,
  part: PartLimits,
  context: Pick<EraseContext, 'signal' | 'stillOurs'>,
): Promise<void> {
  const person = personOf(entry);
  for (const { eraser, olderThan } of limited(register, part)) {
    await eraser.erase(person, olderThan, { ...context, erasedFrom: entry.erasedFrom });
  }
  const left = Object.entries(await partLeft(register, entry, part)).find(([, residual]) => residual !== 0);
  if (left !== undefined) throw residueOf(left[0]);
}

/** What there is of a part, by store. */
export async function partLeft(
  register: Pick<Register, 'erasers'>,
  entry: LedgerEntry,
  part: PartLimits,
): Promise<Readonly<Record<string, number>>> {
  const found = limited(register, part).map(
    async ({ store, eraser, olderThan }) => [store, await eraser.scan(personOf(entry), olderThan)] as const,
  );
  return Object.fromEntries(await Promise.all(found));
}

function limited({ erasers }: Pick<Register, 'erasers'>, { stores }: PartLimits) {
  return stores.flatMap(({ store, olderThan }) => {
    const eraser = erasers.find((one) => one.store === store)?.part;
    return eraser === undefined ? [] : [{ store, eraser, olderThan }];
  });
}

/** No identifiers: the ledger has none. */
export function personOf({ tenantId, person }: LedgerEntry): IdentitySet {
  return { tenantId, ...person, identifiers: [] };
}

export function residueOf(store: string): OubliError {
  return new OubliError('replay_residue', `Something is left in the store ${store} after it was erased again.`, {
    retry: 'yes',
  });
}
