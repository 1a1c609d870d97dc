import { type LedgerParts } from '../container/ledger.ts';
import { type Output } from './output.ts';
import { sentenceOf } from './sentence.ts';
import { tableLines } from './table.ts';

/** Shows how far ledger and journal are, and whether they agree. @returns whether they do. */
export async function runLedgerStatus(
  output: Output,
  { store, journal, ledger }: Pick<LedgerParts, 'store' | 'journal' | 'ledger'>,
): Promise<boolean> {
  const head = await store.head();
  const { found, isGood } = await ledger.compare().then(
    (comparison) =>
      comparison === 'equal'
        ? { found: 'They agree.', isGood: true }
        : { found: 'The database was restored. Server and worker erase again what it brought back.', isGood: false },
    (error: unknown) => ({ found: sentenceOf(error), isGood: false }),
  );
  const journalHead = await journal.look().then(
    (state) => (state === null ? 'none' : String(state.head.index)),
    () => 'not readable',
  );
  const rows = [
    ['LAST ENTRY', ''],
    ['database', String(head.index)],
    ['journal', journalHead],
  ];
  for (const line of tableLines(rows)) output.line(line);
  output.line(found);
  return isGood;
}
