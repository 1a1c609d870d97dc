import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type AuditEntry } from '../../src/proof/audit-entry.ts';
import { createAuditLog } from '../../src/proof/audit-log.ts';
import { type AuditStore } from '../../src/proof/audit-store.ts';
import { isConsistent, isIncluded } from '../../src/proof/merkle-verify.ts';
import { createAuditStore } from '../../src/stores/audit-log.ts';
import { type Models } from '../../src/stores/open-models.ts';
import { openTestModels, type TestModels } from '../support/models.ts';

let opened: TestModels;
let models: Models;
let store: AuditStore;
beforeAll(async () => {
  opened = await openTestModels();
  ({ models } = opened);
  store = createAuditStore({ entries: models.auditEntry, nodes: models.auditNode });
});
beforeEach(async () => {
  await Promise.all([models.auditEntry.deleteMany({}), models.auditNode.deleteMany({})]);
});
afterAll(() => opened.close());

const entry = (p: string, seq: number): AuditEntry => ({
  type: 'request.verified',
  at: '2026-11-26T02:00:00.000Z',
  p,
  seq,
});

describe('the log', () => {
  test('every entry that was appended is shown to be in it, by every later head', async () => {
    const log = createAuditLog({ store });
    for (let seq = 1; seq <= 9; seq += 1) await log.append([entry('one', seq), entry('two', seq)]);
    const { size, root } = await log.head();
    expect(size).toBe(18);
    for (const { index, leaf } of await store.entries(0, 100)) {
      expect(isIncluded({ leaf, index, size, root, proof: await log.inclusionProof(index, size) })).toBe(true);
    }
  });

  test('an entry is shown to be in the very tree that its append answers with, and nothing need be read for it', async () => {
    const unread = { ...store, nodes: () => Promise.reject(new Error('Read.')) };
    const log = createAuditLog({ store: unread });
    for (let seq = 1; seq <= 21; seq += 1) {
      const { indexes, head, nodes } = await log.append([entry('one', seq), entry('two', seq)]);
      for (const index of indexes) {
        const [stored] = await store.entries(index, 1);
        const proof = await log.inclusionProof(index, head.size, nodes);
        expect(isIncluded({ leaf: stored?.leaf ?? Buffer.alloc(0), index, ...head, proof })).toBe(true);
      }
    }
  });

  test('began with its first entry that has a time: a receipt may come before the steps that led to it', async () => {
    const log = createAuditLog({ store });
    expect(await log.beganAt()).toBeNull();
    const receipts = Array.from({ length: 60 }, (_, at): AuditEntry => ({ type: 'receipt.live', receipt: String(at) }));
    await log.append(receipts);
    expect(await log.beganAt()).toBeNull();
    await log.append([entry('one', 1)]);
    expect(await log.beganAt()).toBe(Date.parse('2026-11-26T02:00:00.000Z'));
  });

  test('a later head begins with every earlier one', async () => {
    const log = createAuditLog({ store });
    const heads = [await log.head()];
    for (let seq = 1; seq <= 11; seq += 1) {
      await log.append([entry('one', seq)]);
      heads.push(await log.head());
    }
    const later = heads.at(-1) ?? (await log.head());
    for (const earlier of heads) {
      const proof = await log.consistencyProof(earlier.size, later.size);
      expect(isConsistent({ earlier, later, proof })).toBe(true);
    }
  });

  test('five writers at once, each saying some things twice, leave one tree with every entry once', async () => {
    const logs = Array.from({ length: 5 }, () => createAuditLog({ store }));
    const said = await Promise.all(
      logs.flatMap((log) =>
        Array.from({ length: 12 }, (_, seq) => log.append([entry('all', seq), entry('all', seq + 1)])),
      ),
    );
    const stored = await store.entries(0, 1_000);
    expect(stored.map((one) => one.entryId).sort()).toEqual(
      Array.from({ length: 13 }, (_, seq) => `all.${seq}`).sort(),
    );
    expect(stored.map((one) => one.index)).toEqual(Array.from({ length: 13 }, (_, index) => index));
    const indexOf = new Map(stored.map((one) => [one.entryId, one.index]));
    for (const [at, { indexes, head }] of said.entries()) {
      const [first, second] = indexes;
      expect(head.size).toBeGreaterThan(Math.max(first ?? NaN, second ?? NaN));
      expect(first).toBe(indexOf.get(`all.${at % 12}`));
      expect(second).toBe(indexOf.get(`all.${(at % 12) + 1}`));
    }
    const { size, root } = await createAuditLog({ store }).head();
    for (const { index, leaf } of stored) {
      const proof = await createAuditLog({ store }).inclusionProof(index, size);
      expect(isIncluded({ leaf, index, size, root, proof })).toBe(true);
    }
  });

  test('a write that fails reaches its caller, and the next one goes on', async () => {
    let isBroken = true;
    const log = createAuditLog({
      store: {
        ...store,
        append: (from, added) => (isBroken ? Promise.reject(new Error('Away.')) : store.append(from, added)),
      },
    });
    await expect(log.append([entry('one', 1)])).rejects.toThrow('Away.');
    isBroken = false;
    expect((await log.append([entry('one', 1)])).indexes).toEqual([0]);
  });
});
