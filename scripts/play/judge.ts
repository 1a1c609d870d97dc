import { heading } from './print.ts';

/** Prints each claim with whether it is true; true when all are. */
export function judge(claims: Readonly<Record<string, boolean>>): boolean {
  heading('What was claimed, looked at again');
  for (const [claim, isTrue] of Object.entries(claims)) console.log(`  ${isTrue ? '✔' : '✘ NOT TRUE:'} ${claim}`);
  return Object.values(claims).every(Boolean);
}
