import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { runRelayAnswered } from '../../src/cli/relay-answered.ts';
import { runRelayList } from '../../src/cli/relay-list.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { type TenantStore } from '../../src/tenants/tenant-store.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { openRelayWorld, operator, type RelayWorld } from '../requests/relay-world.ts';
import { keptOutput } from './run-cli.ts';

const dayMs = 86_400_000;

let world: ErasureWorld;
let relay: RelayWorld;
let held: string;
let unknown: string;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  relay = await openRelayWorld(world);
  const { asked } = await relay.handOver(await relay.asks(['Made-Up Plants', 'Quite Another Shop']));
  [held = '', unknown = ''] = asked.map(({ reference }) => reference);
});
afterAll(() => world.close());

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);

async function list(tenant?: string, limit = 50): Promise<string> {
  const { output, text } = keptOutput();
  const find: TenantStore['find'] = (key) =>
    Promise.resolve('tenantId' in key ? (world.tenants.get(key.tenantId) ?? null) : null);
  const { openRelays } = relay.stages;
  await runRelayList(output, { openRelays, tenants: { find } }, { limit, ...(tenant === undefined ? {} : { tenant }) });
  return text();
}

async function answered(typed: string): Promise<string> {
  const { output, text } = keptOutput();
  await runRelayAnswered(output, relay.stages.relayAnswers, typed);
  return text();
}

describe('relay list', () => {
  test('shows what is not answered, with whom it is and how far the reminders are; of one business, or of all', async () => {
    const all = (await list()).split('\n');
    expect(all).toHaveLength(3);
    expect(all[1]).toMatch(new RegExp(`^${held}  nothing-held  ${world.tenant.tenantId} .*  told$`));
    expect(all[2]).toMatch(new RegExp(`^${unknown}  relay  .*${operator.tenantId} .*  told$`));
    expect(await list(undefined, 1)).not.toContain(unknown);
    for (const [day, words] of [
      [15, '15 days left'],
      [25, '5 days left'],
      [29, '1 day left'],
      [40, 'late'],
    ] as const) {
      world.clock.time =
        Date.parse((await relay.stages.openRelays.list({ limit: 1 }))[0]?.openedAt ?? '') + day * dayMs;
      await relay.sweep();
      expect(await list(operator.tenantId)).toMatch(new RegExp(`${unknown} .*  ${words}$`));
    }
    expect(await list(operator.tenantId)).not.toContain(held);
  });

  test('of a business that there is none of is a mistake, and not an empty list', async () => {
    expect(await codeOf(list('tenant-nobody'))).toBe('tenant_unknown');
    await answered(held);
    expect(await list(world.tenant.tenantId)).toBe('Everything is answered.');
  });
});

describe('relay answered', () => {
  test('says so for whoever has it in hand, once; nobody is reminded of it any more', async () => {
    for (const reference of [held, unknown]) {
      // As somebody types it.
      expect(await answered(reference.toLowerCase().replaceAll('-', ' '))).toContain(`${reference} is answered.`);
      expect(await relay.standing(reference)).toMatchObject({ to: 'answered' });
      expect(await codeOf(answered(reference))).toBe('relay_answered');
    }
    const before = relay.told.length;
    world.clock.time += 30 * dayMs;
    await relay.sweep();
    expect([relay.told.length, relay.faults]).toEqual([before, []]);
  });

  test('is a mistake where there is no such, none that is with people, or it was taken back', async () => {
    expect(await codeOf(answered('ER-1'))).toBe('reference_malformed');
    expect(await codeOf(answered('ER-0000-0000-0000'))).toBe('request_missing');
    await relay.takeBack('event-1.0');
    expect(await codeOf(answered(unknown))).toBe('request_taken_back');
  });
});
