import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type AuditEntry } from '../../src/proof/audit-entry.ts';
import { createAuditLog } from '../../src/proof/audit-log.ts';
import { type AuditStore } from '../../src/proof/audit-store.ts';
import { hashLeaf } from '../../src/proof/merkle-hash.ts';
import { type EarlierHead, verifyLog } from '../../src/proof/verify-log.ts';
import { createAuditStore } from '../../src/stores/audit-log.ts';
import { type Models } from '../../src/stores/open-models.ts';
import { openTestModels, type TestModels } from '../support/models.ts';

let opened: TestModels;
let models: Models;
let store: AuditStore;
const heads: EarlierHead[] = [];

const entry = (seq: number): AuditEntry => ({ type: 'request.verified', at: '2026-11-26T02:00:00.000Z', p: 'p', seq });

async function grow(count: number, from = 0): Promise<void> {
  const log = createAuditLog({ store });
  for (let seq = from; seq < from + count; seq += 1) {
    await log.append([entry(seq)]);
    const { size, root } = await log.head();
    heads.push({ size, root: root.toString('base64url') });
  }
}

/** A head that somebody outside kept. */
const headAt = (size: number): EarlierHead => {
  const found = heads.find((one) => one.size === size);
  if (found === undefined) throw new Error('There was no such head.');
  return found;
};

beforeAll(async () => {
  opened = await openTestModels();
  ({ models } = opened);
  store = createAuditStore({ entries: models.auditEntry, nodes: models.auditNode });
});
beforeEach(async () => {
  await Promise.all([models.auditEntry.deleteMany({}), models.auditNode.deleteMany({})]);
  heads.length = 0;
  await grow(13);
});
afterAll(() => opened.close());

/** What somebody who may write the database does to one entry: its text, and the hash with it. */
async function forge(index: number, text: string): Promise<void> {
  await models.auditEntry.updateOne({ _id: index }, { $set: { text, leaf: hashLeaf(Buffer.from(text)) } });
}

describe('the log, read by somebody who does not trust it', () => {
  test('is well when nobody touched it, against every head kept outside', async () => {
    const verdict = await verifyLog(store, heads);
    expect(verdict).toEqual({ size: 13, root: headAt(13).root, headsCompared: 13, fault: null });
  });

  test('names an entry whose text was edited', async () => {
    await models.auditEntry.updateOne({ _id: 6 }, { $set: { text: '{}' } });
    expect((await verifyLog(store, [])).fault).toEqual({ what: 'edited', from: 6, to: 7 });
  });

  test('names the pair in which an entry was edited together with its hash', async () => {
    await forge(6, '{}');
    expect((await verifyLog(store, [])).fault).toEqual({ what: 'changed', from: 6, to: 8 });
  });

  test('names an entry that was taken out', async () => {
    await models.auditEntry.deleteOne({ _id: 4 });
    expect((await verifyLog(store, [])).fault).toEqual({ what: 'missing', from: 4, to: 5 });
  });

  test('names an entry that was put behind the end', async () => {
    await models.auditEntry.create({ _id: 13, entryId: 'x', text: '{}', leaf: hashLeaf(Buffer.from('{}')) });
    expect((await verifyLog(store, [])).fault).toEqual({ what: 'added', from: 13, to: 14 });
  });

  test('is well when entries come in while it is read, each with a head of its own', async () => {
    const log = createAuditLog({ store });
    let seq = 13;
    const running = {
      ...store,
      async head() {
        const found = await store.head();
        if (seq < 16) await log.append([entry(seq++)]);
        return found;
      },
    };
    expect(await verifyLog(running, heads)).toMatchObject({ size: 16, headsCompared: 13, fault: null });
  });

  test('sees a tail that was cut off, and one that was cut off together with the head', async () => {
    const whole = await models.auditNode.findById('head').lean();
    await models.auditEntry.deleteMany({ _id: { $gte: 10 } });
    expect((await verifyLog(store, [])).fault).toEqual({ what: 'cut', from: 10, to: 13 });
    await Promise.all([models.auditEntry.deleteMany({}), models.auditNode.deleteMany({})]);
    const kept = headAt(13);
    await grow(10);
    expect(whole?.size).toBe(13);
    expect((await verifyLog(store, [])).fault).toBeNull();
    expect((await verifyLog(store, [kept])).fault).toEqual({ what: 'cut', from: 10, to: 13 });
  });

  test('sees a log that was written anew throughout, between the last head that fits and the first that does not', async () => {
    const outside = [headAt(3), headAt(9), headAt(13)];
    await Promise.all([models.auditEntry.deleteMany({}), models.auditNode.deleteMany({})]);
    await grow(5);
    await grow(8, 100);
    expect((await verifyLog(store, [])).fault).toBeNull();
    expect((await verifyLog(store, outside)).fault).toEqual({ what: 'rewritten', from: 3, to: 9 });
  });

  test('sees a head that was changed alone', async () => {
    await models.auditNode.updateOne({ _id: 'head' }, { $set: { 'frontier.0': Buffer.alloc(32, 1) } });
    expect((await verifyLog(store, [])).fault).toEqual({ what: 'changed', from: 0, to: 13 });
  });
});
