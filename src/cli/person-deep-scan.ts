import type { DeepScan } from '../erasure/deep-scan/deep-scan.ts';
import { type Output } from './output.ts';

/** Looks now, and not only at night, for people who came back after their erasure. Says how many, never who. */
export async function runPersonDeepScan(output: Output, deepScan: Pick<DeepScan, 'whole'>): Promise<void> {
  const { rows, found } = await deepScan.whole();
  output.line(`Looked into ${rows} documents.`);
  output.line(
    found === 0
      ? 'Nobody came back.'
      : `People who came back: ${found}. They were erased again, and their businesses are told. See the log: erased_person_found.`,
  );
}
