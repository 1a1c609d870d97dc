import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Copy, copySchema } from '../../src/access/copy-format.ts';
import { writeCopy } from '../../src/access/write-copy.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { createCollectors } from '../../src/stores/collectors.ts';
import { createCorrectionStore } from '../../src/stores/corrections.ts';
import { createRelayStore } from '../../src/stores/relays.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';

const phoneNumberId = '222000222000222';

let world: ErasureWorld;
let ana: Subject;
let bilal: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  world.tenants.set('tenant-first', tenantOf('tenant-first', { isOperator: true }));
  [ana, bilal] = [await world.person(world.tenant, anaNames), await world.person(world.tenant, bilalNames)];
  await asks(ana, 'ER-0000-1111-2222', 'Made-Up Teas', 'Ana Fictive, spring 2024');
  await asks(bilal, 'ER-0000-3333-4444', 'Made-Up Roses', 'Bilal Fictive');
});
afterAll(() => world.close());

async function asks(subject: Subject, reference: string, words: string, about: string): Promise<void> {
  const { models, personKeys } = world.stores;
  const { time } = world.clock;
  await createRelayStore({ model: models.relay, personKeys }).insert(subject, {
    ...{ relayId: `relay-${reference}`, reference, locale: 'en', phoneNumberId, state: 'handed' },
    contents: { businesses: [{ words, reference: 'ER-0000-5555-6666', requestId: null }], about, mandate: null },
    ...{ openedAt: time, dueAt: time + 1_000, expiresAt: time + 2_000 },
  });
  await createCorrectionStore({ model: models.correction, personKeys }).file({
    ...{ subject, reference: reference.replace('ER-0', 'ER-1'), locale: 'en', phoneNumberId },
    ...{ field: 'other', value: `the house number of ${about} is 12`, now: time, remindAt: time, dueAt: time },
  });
}

async function copyOf(subject: Subject): Promise<Copy> {
  const parts = { register: world.parts.register, collectors: createCollectors(world.stores) };
  const order = { tenant: world.tenant, person: world.identity(subject), reference: 'ER-0000-7777-8888' };
  const made = writeCopy(parts, { ...order, locale: 'en', madeAt: new Date(0).toISOString() }, { items: 0 });
  let json = '';
  for await (const piece of made) json += piece;
  return copySchema.parse(JSON.parse(json));
}

const itemsOf = (copy: Copy, store: string): readonly unknown[] | undefined =>
  copy.sections.find((one) => one.store === store)?.items;

describe('a copy', () => {
  test('on the operator’s number holds what was asked of other businesses and to be corrected, of that person alone', async () => {
    const copy = await copyOf(ana);
    expect(itemsOf(copy, 'relays')).toEqual([
      {
        ...{ at: new Date(world.clock.time).toISOString(), reference: 'ER-0000-1111-2222', state: 'handed' },
        businesses: [{ name: 'Made-Up Teas', reference: 'ER-0000-5555-6666' }],
        ...{ about: 'Ana Fictive, spring 2024', mandate: null },
        dueAt: new Date(world.clock.time + 1_000).toISOString(),
      },
    ]);
    expect(itemsOf(copy, 'corrections')).toEqual([
      expect.objectContaining({ field: 'other', value: 'the house number of Ana Fictive, spring 2024 is 12' }),
    ]);
    expect(JSON.stringify(copy)).not.toContain('Bilal');
  });

  test('of another business has no section for what only the operator’s number has', async () => {
    world.tenants.set('tenant-first', tenantOf('tenant-first'));
    expect(itemsOf(await copyOf(ana), 'relays')).toBeUndefined();
  });
});
