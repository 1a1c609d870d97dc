import { createOutput } from './cli/output.ts';
import { createProgram } from './cli/program.ts';
import { sentenceOf } from './cli/sentence.ts';

const output = createOutput();

/** Whatever goes wrong is a sentence and exit code 1: a stack helps nobody here, and may quote what it should not. */
function fail(error: unknown): void {
  output.complaint(sentenceOf(error));
  process.exitCode = 1;
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
// `oubli … | head` closes our output early; that is no fault.
process.stdout.on('error', () => undefined);

const terminal = {
  output,
  fail: (exitCode = 1) => {
    process.exitCode = exitCode;
  },
};
await createProgram(terminal).parseAsync(process.argv).catch(fail);
