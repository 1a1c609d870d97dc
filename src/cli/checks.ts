import { type Output } from './output.ts';

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  /** `null`: it is as it should be. Else what to do, as a sentence. */
  readonly fault: string | null;
  /** It works, and not always: a stable code and what to do, as a sentence. */
  readonly warning?: { readonly code: string; readonly what: string };
}

/** Prints a line for each, and says whether all are good. A warning is no fault. */
export function printChecks(output: Output, checks: readonly Check[]): boolean {
  for (const { name, fault, warning } of checks) {
    const mark = fault !== null ? 'FAIL' : warning === undefined ? 'ok' : 'warn';
    output.line(`${mark.padEnd(6)}${name}`);
    if (fault !== null) output.line(`      ${fault}`);
    if (warning !== undefined) output.line(`      ${warning.code}: ${warning.what}`);
  }
  return checks.every(({ fault }) => fault === null);
}
