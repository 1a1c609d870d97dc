import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type Receipt } from '../../src/proof/receipt.ts';
import { type EarlierHead, verifyLog } from '../../src/proof/verify-log.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { deleteEverything, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { until } from '../support/until.ts';

const dayMs = 86_400_000;
const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };

let database: TestDatabase;
let product: Product;
let reference: string;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), { overrides: { clock }, graph: { clock } });
  addStaff(product.graph);
  const person = addSomebody(product.graph, 1);
  await person.writes('Hello');
  await person.nextMessage();
  reference = referenceIn(await deleteEverything(person));
  const { requests, auditLog } = product.container.stores;
  await until(async () => (await requests.byReference(reference))?.noticesDue.length === 0);
  // A log that has not begun has no head to tell: the chore that begins it may come later than all the days that pass here.
  await until(async () => (await auditLog.beganAt()) !== null);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

const issued = async (): Promise<readonly { kind: string; jws: string; receipt: Receipt }[]> => {
  const found = await product.container.stores.receipts.byReference(reference);
  return found.map(({ kind, jws }) => {
    const receipt = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Receipt;
    return { kind, jws, receipt };
  });
};
const stateOf = async (): Promise<string | undefined> =>
  (await product.container.stores.requests.byReference(reference))?.state.name;

/** What the worker's chores do in the course of days. */
async function pass(days: number): Promise<void> {
  const { stages, keyRotation, stores } = product.container;
  for (let day = 0; day < days; day += 1) {
    clock.aheadMs += dayMs;
    await keyRotation.work();
    await stages.closing.closeDue(100);
    await stages.tellHeads();
    // A day is time enough to tell it. Without waiting, a slow machine would have weeks of heads to tell in one hour.
    await until(async () => (await stores.models.notice.countDocuments({ state: 'pending' })) === 0);
  }
}

interface Told {
  readonly type: string;
  readonly data: { readonly requestId: string; readonly head: string; readonly notices: readonly Told[] };
}

/** Single notices and those in digests alike. */
function told(type: string): readonly Told[] {
  const events = product.webhook.received.map(({ body }) => JSON.parse(body) as Told);
  const whole = events.flatMap((event) => (event.type === 'dsr.digest' ? event.data.notices : [event]));
  return whole.filter((event) => event.type === type);
}

describe('the final receipt', () => {
  test('is not signed while the key of the epoch of the erasure is there', async () => {
    await pass(20);
    expect((await issued()).map(({ kind }) => kind)).toEqual(['live']);
    expect(await stateOf()).toBe('erased');
  });

  test('is signed within 30 days, names the live one before it, and is signed once', async () => {
    // Rows of notices go after 45 days; a receipt may be signed later than that.
    const { deletedCount } = await product.container.stores.models.notice.deleteMany({ event: 'dsr.verified' });
    expect(deletedCount).toBeGreaterThan(0);
    await pass(10);
    const [live, final, ...more] = await issued();
    expect(more).toEqual([]);
    if (live === undefined || final === undefined) throw new Error('No final receipt.');
    expect(final.receipt).toMatchObject({ kind: 'final', reference, heldUntil: [] });
    expect(final.receipt.prev).toBe(createHash('sha256').update(live.jws).digest('base64url'));
    expect(final.receipt.stores).toEqual(live.receipt.stores);
    expect(live.receipt.downstream).toContainEqual(expect.objectContaining({ who: 'business' }));
    expect(final.receipt.downstream).toEqual(live.receipt.downstream);
    expect(final.receipt.limits).not.toContain('backups-until-date');
    expect(Date.parse(final.receipt.times.backupsBy)).toBeLessThanOrEqual(Date.parse(live.receipt.times.backupsBy));
    expect(await product.container.stages.closing.closeDue(100)).toBe(0);
    expect(await stateOf()).toBe('closed');
  });

  test('goes to the business, stands on the page, and the request forgets its word in the log', async () => {
    await until(() => told('dsr.closed').length > 0);
    const page = await (await fetch(`${product.url}/r/${reference}?lang=en`)).text();
    expect(page).toContain(`/r/${reference}/final.jws`);
    const { request } = product.container.stores.models;
    await until(async () => (await request.findOne({ reference }).lean())?.pseudonym === undefined);
  });
});

describe('the head of the log', () => {
  test('goes to the business every day, a repeat under the same id, and the log still begins with each of them', async () => {
    const ofDay = new Map(told('log.head').map(({ data }) => [data.requestId, data.head]));
    // What goes out twice says the same.
    for (const { data } of told('log.head')) expect(data.head).toBe(ofDay.get(data.requestId));
    expect(ofDay.size).toBeGreaterThanOrEqual(24);
    const heads = [...ofDay.values()].map((head) => {
      return JSON.parse(Buffer.from(head.split('.')[1] ?? '', 'base64url').toString()) as EarlierHead;
    });
    const verdict = await verifyLog(product.container.stores.auditStore, heads);
    expect(verdict).toMatchObject({ headsCompared: heads.length, fault: null });
  });
});
