import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { defineCorrection } from '../../models/correction.ts';
import { makeReference } from '../../src/domain/reference.ts';
import { createCorrectionStore } from '../../src/stores/corrections.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { phoneNumberId, tenantOf } from '../conversation/stage.ts';
import { type OpenStores, openStores, startOfTest } from '../stores/open-stores.ts';

const [first, second] = [tenantOf(), tenantOf({ tenantId: 'tenant-second' })];
let stores: OpenStores;
let store: ReturnType<typeof createCorrectionStore>;

beforeAll(async () => {
  stores = await openStores();
  store = createCorrectionStore({ model: defineCorrection(stores.connection), personKeys: stores.personKeys });
});
beforeEach(async () => {
  await stores.empty();
  await defineCorrection(stores.connection).deleteMany({});
});
afterAll(() => stores.close());

/** Somebody's correction, some milliseconds after the start. Gives its reference. */
async function file(tenant: Tenant, index: number, afterMs: number): Promise<string> {
  const subject = await stores.subjects.ensure(tenant, [{ kind: 'bsuid', value: `US.70${String(index)}` }]);
  const filed = await store.file({
    ...{ subject, reference: makeReference(Buffer.alloc(11, index + 1)), locale: 'en', phoneNumberId },
    ...{ field: 'name', value: 'Ana Fictive', now: startOfTest + afterMs },
    ...{ remindAt: startOfTest + afterMs, dueAt: startOfTest + afterMs },
  });
  return filed?.correction.reference ?? '';
}
const page = async (limit: number, after?: string) =>
  (await store.open(first.tenantId, after === undefined ? { limit } : { limit, after }))?.map((one) => one.reference);

describe('what waits for the business', () => {
  test('is listed to its end, page by page, oldest first, also what was asked in the same moment', async () => {
    const all: string[] = [];
    for (const [index, afterMs] of [0, 5, 5, 5, 9].entries()) all.push(await file(first, index, afterMs));
    const seen: string[] = [];
    for (let after: string | undefined; seen.length < all.length; after = seen.at(-1)) {
      const found = (await page(2, after)) ?? [];
      expect(found.length).toBeGreaterThan(0);
      seen.push(...found);
    }
    expect([seen[0], seen[4], seen.toSorted()]).toEqual([all[0], all[4], all.toSorted()]);
    expect(await page(2, seen.at(-1))).toEqual([]);
  });

  test('goes on after one that was decided meanwhile', async () => {
    const [one, other] = [await file(first, 0, 0), await file(first, 1, 5)];
    const { correctionId = '' } = (await store.byReference(first.tenantId, one)) ?? {};
    const now = startOfTest + 10;
    await store.decide(correctionId, { name: 'done' }, { now, tellAt: now, expiresAt: now + 1_000 });
    expect(await page(2, one)).toEqual([other]);
  });

  test('begins after no reference of another business, nor of nobody', async () => {
    await file(first, 0, 0);
    expect(await page(2, await file(second, 1, 5))).toBeUndefined();
    expect(await page(2, 'ER-0000-0000-0000')).toBeUndefined();
  });
});
