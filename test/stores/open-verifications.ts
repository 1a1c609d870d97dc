import { afterAll, afterEach, beforeAll } from '../support/jest.ts';

import { type VerificationStore } from '../../src/conversation/codes.ts';
import { type OpenStores, openStores, startOfTest } from './open-stores.ts';

type Reserve = VerificationStore['reserve'];
type Check = VerificationStore['check'];

/** Ways to send and check codes of one person, each with what matters to the test said and the rest usual. */
export interface OpenVerifications {
  readonly stores: () => OpenStores;
  readonly reserve: (order?: Partial<Parameters<Reserve>[0]>) => ReturnType<Reserve>;
  readonly check: (mac: string, order?: Partial<Parameters<Check>[0]>) => ReturnType<Check>;
}

/** Opens the stores for a test file's verifications, and closes them after it. */
export function openVerifications(): OpenVerifications {
  let open: OpenStores | undefined;
  let effects = 0;
  const stores = (): OpenStores => {
    if (open === undefined) throw new Error('the stores are not open yet');
    return open;
  };
  beforeAll(async () => {
    open = await openStores();
  });
  afterEach(() => stores().empty());
  afterAll(() => stores().close());
  const usual = { tenantId: 'tenant-1', counters: ['counter-1'], requestId: 'request-1', now: startOfTest };
  return {
    stores,
    reserve(order = {}) {
      const expiresAt = (order.now ?? startOfTest) + 600_000;
      return stores().verifications.reserve({ ...usual, mac: 'right', countsAsSend: true, expiresAt, ...order });
    },
    check(mac, order = {}) {
      effects += 1;
      return stores().verifications.check({ ...usual, mac, effectId: `effect-${String(effects)}`, ...order });
    },
  };
}
