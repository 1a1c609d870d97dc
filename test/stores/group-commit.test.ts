import { describe, expect, test } from '../support/jest.ts';

import { createGroupCommit, type GroupCommitOptions } from '../../src/stores/group-commit.ts';

describe('the group commit', () => {
  const limits: Omit<GroupCommitOptions<number>, 'insert'> = {
    sizeOf: () => 1,
    lingerMs: 1,
    maxBatchRows: 100,
    maxBatchBytes: 1_000,
    maxBatchesInFlight: 2,
    maxQueuedRows: 250,
    maxQueuedBytes: 100_000,
    timeoutMs: 2_000,
  };
  const rows = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

  test('makes one insert of callers that come together', async () => {
    const batches: number[] = [];
    const insert = (batch: readonly unknown[]) => Promise.resolve((batches.push(batch.length), 'batch'));
    const commit = createGroupCommit({ ...limits, insert });
    await Promise.all(Array.from({ length: 64 }, () => commit(rows(1))));
    expect(batches).toEqual([64]);
  });

  test('cuts what one caller brings alone by rows and by bytes, and says where all of it is', async () => {
    const batches: (readonly number[])[] = [];
    const insert = (batch: readonly number[]) => Promise.resolve(`batch-${String(batches.push(batch))}`);
    const commit = createGroupCommit<number>({ ...limits, sizeOf: (row) => row, maxBatchRows: 3, insert });
    expect(await commit([1, 1, 1, 1, 600, 500, 2_000, 1])).toEqual([1, 2, 3, 4, 5].map((at) => `batch-${String(at)}`));
    expect(batches).toEqual([[1, 1, 1], [1, 600], [500], [2_000], [1]]);
  });

  test('refuses what does not fit its queue, and takes callers again afterwards', async () => {
    const open: (() => void)[] = [];
    const insert = () => new Promise<string>((resolve) => open.push(() => resolve('batch')));
    const commit = createGroupCommit({ ...limits, insert });
    const taken = [commit(rows(100)), commit(rows(100)), commit(rows(100))];
    await expect(commit(rows(1))).rejects.toMatchObject({ code: 'inbox_unavailable', retry: 'yes' });
    for (const answer of taken) {
      open.shift()?.();
      expect(await answer).toEqual(['batch']);
    }
    const next = commit(rows(1));
    for (let tries = 0; open.length === 0 && tries < 1_000; tries += 1) await new Promise(setImmediate);
    open.shift()?.();
    expect(await next).toEqual(['batch']);
  });

  test('gives up on an insert that never ends', async () => {
    const commit = createGroupCommit({
      ...limits,
      timeoutMs: 20,
      insert: () => new Promise<string>(() => undefined),
    });
    await expect(commit(rows(1))).rejects.toMatchObject({ code: 'inbox_unavailable' });
  });
});
