import { type EraseContext } from './eraser.ts';

/** How many documents go in one round: a few milliseconds of work, so that a lease is renewed and a stop is heard. */
export const chunkRows = 2_000;

/**
 * Takes chunk after chunk, and asks before the first and after each whether the run may go on; says how much went in all.
 * @param chunks says after each chunk how much went, and takes the next when asked for it.
 */
export async function eraseInChunks(
  chunks: AsyncIterable<number>,
  { stillOurs, signal }: Pick<EraseContext, 'stillOurs' | 'signal'>,
): Promise<number> {
  const mayGoOn = async (): Promise<void> => {
    signal.throwIfAborted();
    await stillOurs();
  };
  let erased = 0;
  await mayGoOn();
  for await (const inChunk of chunks) {
    erased += inChunk;
    await mayGoOn();
  }
  return erased;
}
