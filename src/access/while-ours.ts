/** How often it is asked while a thing is long in coming. Milliseconds: well below a lease. */
const askMs = 1_000;

/**
 * Gives what is read, and asks with each thing, and again and again while one is awaited, whether the work is still ours: a store
 * may sort for longer than a lease before its first row. What `stillOurs` throws ends the reading at once.
 */
export async function* whileOurs<Thing>(
  things: AsyncIterable<Thing>,
  stillOurs: () => Promise<void>,
): AsyncGenerator<Thing> {
  const reading = things[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await asking(reading.next(), stillOurs);
      if (next.done === true) return;
      await stillOurs();
      yield next.value;
    }
  } finally {
    // Not waited for: whatever is slow to read is slow to stop, and changes nothing.
    reading.return?.().catch(() => undefined);
  }
}

async function asking<Result>(awaited: Promise<Result>, stillOurs: () => Promise<void>): Promise<Result> {
  // Nobody may be there any more to take what it throws.
  const done = awaited.then(
    () => true,
    () => true,
  );
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, askMs, false);
    });
    const isDone = await Promise.race([done, pause]);
    clearTimeout(timer);
    if (isDone) return awaited;
    await stillOurs();
  }
}
