import { type Output } from './output.ts';

/** What a command needs of the process it runs in. */
export interface Terminal {
  readonly output: Output;
  /** Called by a command that ran to its end and found something wrong: exit code 1, or one that it explains. */
  readonly fail: (exitCode?: number) => void;
}
