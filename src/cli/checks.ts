import { type Output } from './output.ts';

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  /** `null`: it is as it should be. Else what to do, as a sentence. */
  readonly fault: string | null;
}

/** Prints a line for each, and says whether all are good. */
export function printChecks(output: Output, checks: readonly Check[]): boolean {
  for (const { name, fault } of checks) {
    output.line(fault === null ? `ok    ${name}` : `FAIL  ${name}`);
    if (fault !== null) output.line(`      ${fault}`);
  }
  return checks.every(({ fault }) => fault === null);
}
