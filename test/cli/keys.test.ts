import { chmodSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { runKeysRotate } from '../../src/cli/keys-rotate.ts';
import { runKeysStatus } from '../../src/cli/keys-status.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { type KeyWorld, openKeyWorld } from '../keys/key-world.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addSomebody } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';
import { keptOutput, runCli } from './run-cli.ts';

let database: TestDatabase;
let product: Product;
let world: KeyWorld;
beforeAll(async () => {
  database = await testDatabase();
  [product, world] = await Promise.all([startProduct(serversOf(database)), openKeyWorld()]);
});
afterAll(async () => {
  await Promise.all([product.close(), world.close()]);
  await database.giveBack();
});

describe('keys, as programs of their own beside a running product', () => {
  test('rotate moves every key on, status shows it, and who writes meanwhile is known before and after', async () => {
    const ana = addSomebody(product.graph, 1);
    await ana.writes('Hello');
    await until(async () => (await product.container.stores.keyFile.live.countByEpoch()).size === 1);
    await untilHandled(product.container);
    const rotated = await runCli(['keys', 'rotate'], product.environment);
    expect(rotated).toMatchObject({ code: 0, err: '' });
    expect(rotated.out).toContain('A new epoch has begun.');
    // The product's own worker may have been faster with the one key there is.
    expect(rotated.out).toMatch(/[01] keys were wrapped under it; none is left under an older one\./);
    const status = await runCli(['keys', 'status'], product.environment);
    expect(status).toMatchObject({ code: 0, err: '' });
    expect(status.out).toMatch(/current +1 +ends .* in 7 days/);
    expect(status.out).toMatch(/\d{4}-\d\d-\d\d +0 +destroyed .* in 21 days/);
    expect(status.out).toContain('Destroyed so far: 0.');
    await ana.writes('Hello again');
    await untilHandled(product.container);
    expect(await product.container.connection.collection('subjects').countDocuments()).toBe(1);
  });

  test.each([
    [
      'a MASTER_KEY that is not the database’s',
      { MASTER_KEY: 'XXAvCjj7AAWNmwFmu9Bw/3XCf/iIpE81y9KNz9JeuwE=' },
      'MASTER_KEY is not the one',
    ],
    ['no key file where KEY_FILE points', { KEY_FILE: '/nowhere/keys.json' }, 'KEY_FILE names no file, but'],
    ['epochs and backups that last too long together', { EPOCH_DAYS: '10' }, 'for 32 days: at most 30'],
  ])('%s: a sentence, exit code 1, no stack', async (_what, change, sentence) => {
    const run = await runCli(['keys', 'status'], { ...product.environment, ...change });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(sentence);
    expect(run.err).not.toMatch(/^\s+at /m);
  });

  test('a key file that others may read: refused until it is closed', async () => {
    const path = product.environment['KEY_FILE'] ?? '';
    chmodSync(path, 0o644);
    const run = await runCli(['keys', 'status'], product.environment);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('chmod 600');
    const health = await (await fetch(`${product.url}/readyz`)).json();
    expect(health).toMatchObject({ parts: { keys: 'unreachable' } });
    chmodSync(path, 0o600);
    await until(async () => (await fetch(`${product.url}/readyz`)).status === 200);
  });
});

describe('keys rotate', () => {
  test('that another process is at begins nothing, and --resume goes on with what a cut-off one left', async () => {
    const { stores, rotation } = await world.start();
    const made = await stores.personKeys.create('tenant-1');
    await stores.keyFile.state.lease('somebody', world.clock.time, 30_000);
    const busy = keptOutput();
    expect(await runKeysRotate(busy.output, rotation, { isResumed: false }).catch(errorCode)).toBe(
      'keys_rotation_busy',
    );
    expect(busy.text()).toBe('');
    await stores.keyFile.state.release('somebody');
    await rotation.rotate();
    const status = keptOutput();
    await runKeysStatus(status.output, { rotation, clock: world.clock });
    expect(status.text()).toContain('Keys stand under ended epochs');
    const resumed = keptOutput();
    await runKeysRotate(resumed.output, rotation, { isResumed: true });
    expect(resumed.text()).toBe('1 keys were wrapped under it; none is left under an older one.');
    expect(await rotation.status()).toMatchObject([{ keyCount: 0 }, { keyCount: 1 }]);
    expect(await (await world.start()).stores.personKeys.open(made.keyId)).toEqual(made);
  });
});
