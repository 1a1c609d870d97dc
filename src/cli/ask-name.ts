import { type Readable, type Writable } from 'node:stream';
import { createInterface } from 'node:readline/promises';

/** Characters read at most: what is longer is no name. */
const maxLength = 500;

/** Asks on the terminal, or reads the first line of what is piped in. */
export async function askName(
  input: Readable & { readonly isTTY?: boolean } = process.stdin,
  prompt: Writable = process.stderr,
): Promise<string> {
  if (input.isTTY === true) prompt.write('Phone number with country code, or business-scoped user id: ');
  const lines = createInterface({ input });
  try {
    for await (const line of lines) return line.slice(0, maxLength);
    return '';
  } finally {
    lines.close();
  }
}
