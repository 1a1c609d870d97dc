import { afterAll, beforeAll, expect, test } from '../support/jest.ts';
import { ensureIndexes } from '../../src/stores/open-models.ts';
import { openTestModels, type TestModels } from '../support/models.ts';

let opened: TestModels;
beforeAll(async () => {
  opened = await openTestModels();
});
afterAll(() => opened.close());

test('an index that an older version made goes at the start, also of two at once; the operator’s own stays', async () => {
  const { collection } = opened.models.inboxEvent;
  await collection.createIndexes([
    { key: { names: 1 }, name: 'names_1', partialFilterExpression: { names: { $exists: true } } },
    { key: { kind: 1 }, name: 'kind_1' },
  ]);
  await Promise.all([ensureIndexes(opened.models), ensureIndexes(opened.models)]);
  const names = (await collection.indexes()).map((one) => one.name);
  expect(names).toEqual(expect.arrayContaining(['names_of_lying', 'dueAt_1', 'kind_1']));
  expect(names).not.toContain('names_1');
  await collection.dropIndex('kind_1');
});
