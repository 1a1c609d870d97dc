import { OubliError } from '../../src/domain/errors.ts';

/** A server program that was found. */
export interface FoundBinary {
  readonly binary: string;
  /** Where it came from, for people. */
  readonly how: string;
}

/** One way to come by a server program. `take` throws an Error whose message says why it does not work. */
export interface Way {
  readonly name: string;
  take(): Promise<FoundBinary>;
}

/**
 * Takes the ways in order and gives what the first one that works finds.
 * @throws OubliError `server_not_found`: one message with each way, why it failed, and the one thing to do.
 */
export async function takeFirstWay(
  ways: readonly Way[],
  words: { readonly what: string; readonly whatToDo: string },
): Promise<FoundBinary> {
  const tried: string[] = [];
  for (const way of ways) {
    try {
      return await way.take();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tried.push(`  ${String(tried.length + 1)}. ${way.name}: ${reason}`);
    }
  }
  const message = [`No ${words.what} could be found. What was tried:`, ...tried, `What to do: ${words.whatToDo}`];
  throw new OubliError('server_not_found', message.join('\n'));
}
