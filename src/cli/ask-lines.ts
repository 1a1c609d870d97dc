import { type Readable, type Writable } from 'node:stream';
import { createInterface } from 'node:readline/promises';

/** Characters read of a line at most: what is longer is no name, no secret, and more words than are passed on. */
const maxLength = 1_000;

/** Asks on the terminal, one line each, or reads the first lines of what is piped in. What is missing is empty. */
export async function askLines(
  questions: readonly string[],
  input: Readable & { readonly isTTY?: boolean } = process.stdin,
  prompt: Writable = process.stderr,
): Promise<readonly string[]> {
  const answers: string[] = [];
  const ask = (): void => {
    const question = questions[answers.length];
    if (input.isTTY === true && question !== undefined) prompt.write(question);
  };
  ask();
  const lines = createInterface({ input });
  try {
    for await (const line of lines) {
      answers.push(line.slice(0, maxLength));
      if (answers.length === questions.length) break;
      ask();
    }
  } finally {
    lines.close();
  }
  return questions.map((_question, index) => answers[index] ?? '');
}
