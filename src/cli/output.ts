import { type Writable } from 'node:stream';

/** Where a command writes: what was asked for goes to `line`, what went wrong to `complaint`. */
export interface Output {
  line(text?: string): void;
  complaint(text: string): void;
}

/** Writes to the terminal, or to streams that stand in for it. */
export function createOutput(out: Writable = process.stdout, complaints: Writable = process.stderr): Output {
  return {
    line: (text = '') => void out.write(`${text}\n`),
    complaint: (text) => void complaints.write(`${text}\n`),
  };
}
