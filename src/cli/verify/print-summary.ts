import { type Receipt } from '../../proof/receipt.ts';
import { summaryOf } from '../../proof/verify/summary.ts';
import { type VerifierTexts } from '../../proof/verify/texts/texts.ts';
import { type Output } from '../output.ts';
import { tableLines } from '../table.ts';

/** Prints what a good receipt says. Times as they stand in it: whoever asks here compares them. */
export function printSummary(output: Output, receipt: Receipt, kid: string, texts: VerifierTexts): void {
  const { facts, columns, rows, lists } = summaryOf(receipt, kid, texts, (instant) => instant);
  const print = (lines: readonly string[]): void => lines.forEach((line) => output.line(line));
  output.line();
  print(tableLines(facts.map(({ label, value }) => [`${label}:`, value])));
  output.line(`\n${texts.headings.stores}:`);
  print(tableLines([columns.map((column) => column.toUpperCase()), ...rows]));
  for (const { heading, items } of lists) {
    output.line(`\n${heading}:`);
    print(items.map((item) => `- ${item}`));
  }
  output.line(`\n${texts.caution}`);
}
