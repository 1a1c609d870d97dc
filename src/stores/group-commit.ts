import { OubliError } from '../domain/errors.ts';
import { createDeadlines, type Deadlines } from './deadlines.ts';

export interface GroupCommitOptions<Row> {
  /** Stores the rows together, and resolves with the id of the batch once they are durable. */
  readonly insert: (rows: readonly Row[]) => Promise<string>;
  readonly sizeOf: (row: Row) => number;
  /** How long the first caller waits for others. 0: only for what this turn of the event loop brings. */
  readonly lingerMs: number;
  readonly maxBatchRows: number;
  readonly maxBatchBytes: number;
  readonly maxBatchesInFlight: number;
  /** More rows than this waiting or in flight: the next caller is refused. */
  readonly maxQueuedRows: number;
  readonly maxQueuedBytes: number;
  readonly timeoutMs: number;
}

interface Call<Row> {
  readonly rows: readonly Row[];
  readonly bytes: number;
  isSettled: boolean;
  readonly resolve: (batchIds: readonly string[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets concurrent callers share one durable insert: a journaled majority write costs about the same for one document as for
 * a thousand. A caller is answered only once its own rows are durable, with the ids of the batches that hold them; a failure
 * rejects every caller of that batch.
 * The queue is bounded: over it, and after `timeoutMs`, callers get `inbox_unavailable` (retry later).
 */
export function createGroupCommit<Row>(
  options: GroupCommitOptions<Row>,
): (rows: readonly Row[]) => Promise<readonly string[]> {
  const waiting = createWaiting<Row>(options);
  const deadlines = createDeadlines(options.timeoutMs, unavailable);
  let batchesInFlight = 0;
  let queuedRows = 0;
  let queuedBytes = 0;
  let isFlushPlanned = false;

  const commit = async (calls: readonly Call<Row>[]): Promise<void> => {
    const live = calls.filter((call) => !call.isSettled);
    try {
      const batchIds = await insertAll(
        live.flatMap((call) => call.rows),
        options,
      );
      for (const call of live) call.resolve(batchIds);
    } catch (error) {
      for (const call of live) call.reject(unavailable(error));
    }
    for (const call of calls) {
      queuedRows -= call.rows.length;
      queuedBytes -= call.bytes;
    }
  };

  // One more goes beside those on their way only when it is as large as they are: the slower the disk, the larger the batches.
  const mayStart = (): boolean =>
    batchesInFlight === 0 ||
    (batchesInFlight < options.maxBatchesInFlight && waiting.rows() >= queuedRows - waiting.rows());

  const flush = (): void => {
    isFlushPlanned = false;
    while (!waiting.isEmpty() && mayStart()) {
      batchesInFlight += 1;
      void commit(waiting.take()).then(() => {
        batchesInFlight -= 1;
        // Whoever came meanwhile and found every slot taken.
        if (!waiting.isEmpty() && !isFlushPlanned) flush();
      });
    }
  };

  return (rows) => {
    if (rows.length === 0) return Promise.resolve([]);
    if (queuedRows >= options.maxQueuedRows || queuedBytes >= options.maxQueuedBytes)
      return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      const bytes = rows.reduce((sum, row) => sum + options.sizeOf(row), 0);
      waiting.push(createCall(rows, bytes, deadlines, { resolve, reject }));
      queuedRows += rows.length;
      queuedBytes += bytes;
      if (waiting.rows() >= options.maxBatchRows) {
        flush();
      } else if (!isFlushPlanned && mayStart()) {
        isFlushPlanned = true;
        if (options.lingerMs === 0) setImmediate(flush);
        else setTimeout(flush, options.lingerMs);
      }
    });
  };
}

/** Callers in the order they came; a batch is as many of them as fit, and at least one. */
function createWaiting<Row>({ maxBatchRows, maxBatchBytes }: GroupCommitOptions<Row>) {
  let calls: Call<Row>[] = [];
  let waitingRows = 0;
  return {
    isEmpty: (): boolean => calls.length === 0,
    rows: (): number => waitingRows,
    push(call: Call<Row>): void {
      calls.push(call);
      waitingRows += call.rows.length;
    },
    take(): readonly Call<Row>[] {
      let rows = 0;
      let bytes = 0;
      let count = 0;
      for (const call of calls) {
        if (count > 0 && (rows + call.rows.length > maxBatchRows || bytes + call.bytes > maxBatchBytes)) break;
        rows += call.rows.length;
        bytes += call.bytes;
        count += 1;
      }
      const batch = calls.slice(0, count);
      calls = calls.slice(count);
      waitingRows -= rows;
      return batch;
    },
  };
}

function createCall<Row>(
  rows: readonly Row[],
  bytes: number,
  deadlines: Deadlines,
  settle: { readonly resolve: (batchIds: readonly string[]) => void; readonly reject: (error: unknown) => void },
): Call<Row> {
  const call: Call<Row> = {
    rows,
    bytes,
    isSettled: false,
    resolve(batchIds) {
      end();
      settle.resolve(batchIds);
    },
    reject(error) {
      end();
      settle.reject(error);
    },
  };
  const end = (): void => {
    call.isSettled = true;
    deadlines.forget(waiting);
  };
  // What is in flight may still arrive: the sweep finds it, and the redelivery is then a duplicate.
  const waiting = deadlines.watch(call.reject);
  return call;
}

/** One caller alone may bring more than a batch holds (a history of thousands): then several, one after another. */
async function insertAll<Row>(
  rows: readonly Row[],
  { insert, sizeOf, maxBatchRows, maxBatchBytes }: GroupCommitOptions<Row>,
): Promise<readonly string[]> {
  const batchIds: string[] = [];
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = sizeOf(row);
    if (batch.length > 0 && (batch.length >= maxBatchRows || bytes + size > maxBatchBytes)) {
      batchIds.push(await insert(batch));
      [batch, bytes] = [[], 0];
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) batchIds.push(await insert(batch));
  return batchIds;
}

function unavailable(cause?: unknown): OubliError {
  return new OubliError('inbox_unavailable', 'The inbox cannot store right now.', { retry: 'yes', cause });
}
