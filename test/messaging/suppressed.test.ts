import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type InboundEvent } from '../../src/domain/inbound.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { createSuppressionStore } from '../../src/stores/suppressions.ts';
import { ana, at, bilal, business, type Log, now, openLog, owner } from './log.ts';
import { rememberedOf } from '../support/remembered.ts';

let world: Log;
let suppressions: ReturnType<typeof createSuppressionStore>;
beforeAll(async () => {
  world = await openLog();
  suppressions = createSuppressionStore({ model: world.models.suppression, blindIndex: world.blindIndex });
});
beforeEach(() =>
  suppressions.suppress(
    rememberedOf(world.stores.blindIndex, owner, [ana.bsuid, ana.phone], { requestId: 'request-1' }),
    now - 1_000,
  ),
);
afterEach(() => world.empty());
afterAll(() => world.close());

const refused = expect.objectContaining({ code: 'subject_suppressed' });
const optIn = { state: 'in', at, proof: 'a form' } as const;
const answer = (isMarketing: boolean, identifiers: readonly Identifier[] = [ana.phone]) => ({
  phoneNumberId: business.phoneNumberId,
  identifiers,
  message: { kind: 'text', body: 'Your roses are here' } as const,
  isMarketing,
});
const addressBook = (action: 'add' | 'remove'): Extract<InboundEvent, { kind: 'contact-sync' }> => ({
  ...{ kind: 'contact-sync', business, at, names: [ana.phone], action, fullName: ana.name },
});

describe('somebody erased', () => {
  test.each([
    ['phone', [ana.phone]],
    ['BSUID', [ana.bsuid]],
    ['phone beside an id that nobody knew', [{ kind: 'bsuid', value: 'US.neverSeenBefore01' } as const, ana.phone]],
  ])('is not put in again by their %s: no contact, no opt-in, no message', async (_name, identifiers) => {
    for (const source of ['api', 'import'] as const) {
      await expect(world.intake.contact(owner, { identifiers, name: 'Ana' }, source)).rejects.toEqual(refused);
      await expect(world.intake.optIn(owner, { identifiers, ...optIn }, source)).rejects.toEqual(refused);
    }
    await expect(world.outgoing.send(owner, answer(false, identifiers))).rejects.toEqual(refused);
    expect(world.meta.sent).toEqual([]);
    expect(await world.counts()).toEqual({ suppressions: 2 });
  });

  test('is not put in again by the address book of the phone', async () => {
    await world.log.noted(owner, addressBook('add'));
    await world.log.noted(owner, addressBook('remove'));
    expect(await world.counts()).toEqual({ suppressions: 2 });
    expect(world.said).toEqual([
      { name: 'messaging_ignored', facts: { kind: 'contact-sync', reason: 'suppressed' } },
      { name: 'messaging_ignored', facts: { kind: 'contact-sync', reason: 'suppressed' } },
    ]);
  });

  test('is suppressed at this business alone, and their neighbour not at all', async () => {
    const other = { ...owner, tenantId: 'tenant-wordless' };
    await expect(world.intake.contact(other, { identifiers: [ana.phone] }, 'api')).resolves.toBeDefined();
    await expect(world.intake.contact(owner, { identifiers: [bilal.phone] }, 'api')).resolves.toBeDefined();
  });

  test('leaves keyed hashes of a purpose of their own, not those by which people are found', async () => {
    const rows = await world.models.suppression.find({}).lean();
    expect(rows.map(({ _id }) => _id)).not.toEqual(
      expect.arrayContaining([...world.blindIndex.names(owner, [ana.phone])]),
    );
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(['_id', 'group', 'purpose', 'since', 'tenantId']);
    expect(new Set(rows.map(({ group }) => group)).size).toBe(1);
    expect(rows[0]?.group).not.toContain('request-1');
  });
});

describe('somebody erased who writes anew', () => {
  test('may be answered, and still is not put in by the business, nor sent advertising', async () => {
    await world.ana();
    expect(await world.outgoing.send(owner, answer(false))).toMatchObject({ name: 'accepted', id: expect.any(String) });
    await expect(world.outgoing.send(owner, answer(true))).rejects.toEqual(refused);
    await expect(world.intake.contact(owner, { identifiers: [ana.phone] }, 'api')).rejects.toEqual(refused);
    await expect(world.intake.optIn(owner, { identifiers: [ana.phone], ...optIn }, 'api')).rejects.toEqual(refused);
    await world.log.noted(owner, addressBook('add'));
    expect(await world.counts()).toMatchObject({ suppressions: 2, messages: 1 });
    expect(await world.counts()).not.toHaveProperty('contacts');
  });

  test('is suppressed under a new id as well, once they have shown that it is theirs', async () => {
    const fresh = { kind: 'bsuid', value: 'US.newSinceThen00001' } as const;
    await world.stores.subjects.ensure(owner, [fresh, ana.phone]);
    await expect(world.intake.contact(owner, { identifiers: [fresh] }, 'api')).rejects.toEqual(refused);
  });

  test.each([
    [
      'START in the chat',
      async () => world.objections.record({ tenant: owner, subject: await world.ana(), objects: false }),
    ],
    [
      'the switch in WhatsApp',
      async () => {
        await world.ana();
        await world.log.noted(owner, { kind: 'preference', business, at, names: [ana.bsuid], wantsMarketing: true });
      },
    ],
  ])('is put in again once they agree themselves: %s', async (_way, agree) => {
    await agree();
    expect(await world.counts()).not.toHaveProperty('suppressions');
    await expect(world.intake.contact(owner, { identifiers: [ana.phone] }, 'api')).resolves.toBeDefined();
  });

  test('is still suppressed after they refuse', async () => {
    await world.objections.record({ tenant: owner, subject: await world.ana(), objects: true });
    expect(await world.counts()).toMatchObject({ suppressions: 2 });
  });
});

describe('lifting', () => {
  test('by one name lifts all names of that erasure, and of no other', async () => {
    await suppressions.suppress(
      rememberedOf(world.stores.blindIndex, owner, [bilal.phone], { requestId: 'request-2' }),
      now,
    );
    expect(await suppressions.lift(owner, [ana.phone])).toBe(2);
    expect(await suppressions.isSuppressed(owner, [ana.bsuid])).toBe(false);
    expect(await suppressions.isSuppressed(owner, [bilal.phone])).toBe(true);
    expect(await suppressions.lift(owner, [ana.phone])).toBe(0);
  });
});

describe('leaving the address book', () => {
  test('forgets whoever has nothing left but a name', async () => {
    await suppressions.lift(owner, [ana.phone]);
    await world.log.noted(owner, addressBook('add'));
    await world.log.noted(owner, addressBook('remove'));
    expect(world.idle.map(({ identifiers }) => identifiers)).toEqual([[ana.phone]]);
  });
});
