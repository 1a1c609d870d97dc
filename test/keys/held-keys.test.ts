import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { createHeldKeys } from '../../src/keys/held-keys.ts';
import { type OpenStores, openStores } from '../stores/open-stores.ts';

let stores: OpenStores;

beforeAll(async () => {
  stores = await openStores();
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

/** Hands that count how often the row of a key is read. */
function handOf(lease: { isRunning: boolean }) {
  const held = createHeldKeys(() => lease.isRunning);
  const hand = {
    held,
    reads: 0,
    open: (keyId: string) =>
      held.open(keyId, () => {
        hand.reads += 1;
        return stores.personKeys.open(keyId);
      }),
  };
  return hand;
}

describe('a key held under the lease of a lane', () => {
  test('is read once, and one that was just made not at all', async () => {
    const hand = handOf({ isRunning: true });
    const [one, made] = [await stores.personKeys.create('tenant-1'), await stores.personKeys.create('tenant-1')];
    hand.held.keep(made);
    for (let times = 0; times < 3; times += 1) {
      expect([await hand.open(one.keyId), await hand.open(made.keyId)]).toEqual([one, made]);
    }
    expect(hand.reads).toBe(1);
    expect([one, made].map(({ keyId }) => hand.held.hasMade(keyId))).toEqual([false, true]);
    hand.held.letGo();
    expect(hand.held.hasMade(made.keyId)).toBe(false);
  });

  test('is held no longer than the lease, whatever becomes of it afterwards', async () => {
    const lease = { isRunning: true };
    const hand = handOf(lease);
    const { keyId } = await stores.personKeys.create('tenant-1');
    expect(await hand.open(keyId)).not.toBeNull();
    lease.isRunning = false;
    await stores.personKeys.destroy([keyId]);
    expect(await hand.open(keyId)).toBeNull();
    lease.isRunning = true;
    expect(await hand.open(keyId)).toBeNull();
  });

  test('let go while it is being read is read again', async () => {
    const { held } = handOf({ isRunning: true });
    const made = await stores.personKeys.create('tenant-1');
    const reading = held.open(made.keyId, async () => {
      held.letGo();
      return stores.personKeys.open(made.keyId);
    });
    expect(await reading).toEqual(made);
    await stores.personKeys.destroy([made.keyId]);
    expect(await held.open(made.keyId, () => stores.personKeys.open(made.keyId))).toBeNull();
  });

  test('that is not there is asked for again', async () => {
    const hand = handOf({ isRunning: true });
    expect([await hand.open('never-was'), await hand.open('never-was')]).toEqual([null, null]);
    expect(hand.reads).toBe(2);
  });
});
