/** What a batch may hold, or what one thing adds to it. */
export interface BatchSize {
  readonly rows: number;
  readonly bytes: number;
}

/** Gives things in batches that do not go beyond the limits, and hold one at least: what is in memory is bounded, however many come. */
export async function* inBatches<Thing>(
  things: AsyncIterable<Thing>,
  limits: BatchSize,
  sizeOf: (thing: Thing) => BatchSize,
): AsyncGenerator<readonly Thing[], void, undefined> {
  let batch: Thing[] = [];
  let [rows, bytes] = [0, 0];
  for await (const thing of things) {
    const size = sizeOf(thing);
    if (batch.length > 0 && (rows + size.rows > limits.rows || bytes + size.bytes > limits.bytes)) {
      yield batch;
      [batch, rows, bytes] = [[], 0, 0];
    }
    batch.push(thing);
    rows += size.rows;
    bytes += size.bytes;
  }
  if (batch.length > 0) yield batch;
}
