import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type InboundMessage, type MessageContent } from '../../src/domain/inbound.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { breakerButtonId } from '../../src/notifications/staff-button.ts';
import { createBreaker } from '../../src/requests/breaker.ts';
import { createStaffTaps } from '../../src/requests/staff-taps.ts';
import { createBreakerHours } from '../../src/stores/breaker-hours.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { tenantOf } from '../erasure/tenant-and-names.ts';

const hourMs = 3_600_000;
/** A Brazilian mobile as the tenant's file has it, and as WhatsApp writes it. */
const staff = { phone: '5511987654321', waId: '551187654321' };
const email = { address: 'privacy@plants.example.org' };
const business = { wabaId: '111000111000111', phoneNumberId: '222000222000222' };

let world: ErasureWorld;
let first: Tenant;
let second: Tenant;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  world.clock.time = Math.ceil(world.clock.time / hourMs) * hourMs;
  const rest = { breaker: { perHourAtLeast: 1 } };
  const channels = (phone: string) => ({ email, staffPhone: { phone, locale: 'fr' as const } });
  first = tenantOf('tenant-first', { ...rest, channels: channels(staff.phone) });
  second = tenantOf('tenant-second', { ...rest, channels: channels('447700900456') });
  world.tenants.set('tenant-first', first);
  world.tenants.set('tenant-second', second);
});
afterAll(() => world.close());

const breaker = () =>
  createBreaker({ ...world.parts, hours: createBreakerHours({ model: world.stores.models.breakerHour }) });
const taps = () => createStaffTaps({ ...world.parts, breaker: breaker() });

let people = 0;
async function heldAt(tenant: Tenant): Promise<void> {
  for (let index = 0; index < 3; index += 1) {
    people += 1;
    const someone = await world.person(tenant, [{ kind: 'bsuid', value: `US.9000000${String(people)}` }]);
    await world.runnerOf().run(await world.verifiedRequest(tenant, someone));
  }
  world.sent.length = 0;
}

/** The button of the newest message about it. */
async function buttonOf(tenant: Tenant): Promise<string> {
  const [row] = await world.stores.models.breakerHour
    .find({ tenantId: tenant.tenantId, ask: { $exists: true } })
    .sort({ hourAt: -1 })
    .lean();
  return breakerButtonId(row?.ask?.word ?? '');
}

function message(content: MessageContent, from: Identifier = { kind: 'phone', value: staff.waId }): InboundMessage {
  return {
    ...{
      kind: 'message',
      business,
      at: new Date(world.clock.time).toISOString(),
      names: [from],
      messageId: 'wamid.tap',
    },
    ...{ profileName: null, identityKeyHash: null, content },
  };
}
const tapOn = (id: string, from?: Identifier) => message({ kind: 'choice', id, title: 'Laisser continuer' }, from);
const held = async (tenant: Tenant) => (await breaker().show(tenant.tenantId)).held;

describe('a tap on the staff phone', () => {
  test('lets what the breaker holds go on, is answered in the language of that phone, and stands in the log', async () => {
    await heldAt(first);
    expect(await held(first)).toBe(2);
    expect(await taps()(first, tapOn(await buttonOf(first)), 'event-1')).toBe(true);
    expect(await held(first)).toBe(0);
    expect(world.sent).toEqual([
      { to: { phone: staff.waId }, message: { kind: 'text', body: 'Merci. Ce qui attendait continue maintenant.' } },
    ]);
    const rows = await world.stores.models.request.find({ breaker: 'released' }).lean();
    expect(rows.map(({ auditDue }) => auditDue?.at(-1)?.['by'])).toEqual(['staff-phone', 'staff-phone']);
  });

  test('that comes again after a crash is the same tap; a second one on the same button changes nothing', async () => {
    await heldAt(first);
    const button = await buttonOf(first);
    await taps()(first, tapOn(button), 'event-1');
    world.answers.push({ name: 'try-later', afterMs: 1_000, code: 130429 });
    await expect(taps()(first, tapOn(button), 'event-1')).rejects.toMatchObject({ code: 'staff_not_answered' });
    await taps()(first, tapOn(button), 'event-1');
    await heldAt(first);
    world.sent.length = 0;
    expect(await taps()(first, tapOn(button), 'event-2')).toBe(true);
    expect(await held(first)).toBe(3);
    expect(world.sent.map(({ message: said }) => 'body' in said && said.body.startsWith('Rien'))).toEqual([true]);
  });

  test('on the button of an earlier hour changes nothing, nor does one after the API let them go on', async () => {
    await heldAt(first);
    const old = await buttonOf(first);
    world.clock.time += hourMs;
    await heldAt(first);
    await taps()(first, tapOn(old), 'event-1');
    expect(await held(first)).toBe(4);
    const button = await buttonOf(first);
    await breaker().release(first.tenantId, 'api');
    world.clock.time += hourMs;
    await heldAt(first);
    await taps()(first, tapOn(button), 'event-2');
    expect(await held(first)).toBe(2);
    expect(world.sent.map(({ message: said }) => 'body' in said && said.body.startsWith('Rien'))).toEqual([true]);
  });

  test('with a button of another business changes nothing, at either', async () => {
    await heldAt(first);
    await heldAt(second);
    const theirs = await buttonOf(second);
    expect(await taps()(first, tapOn(theirs), 'event-1')).toBe(true);
    expect(await taps()(second, tapOn(theirs), 'event-2')).toBe(false);
    expect([await held(first), await held(second)]).toEqual([2, 2]);
  });
});

describe('what is no tap of the staff', () => {
  test.each<readonly [string, (button: string) => InboundMessage]>([
    ['the button from a customer', (button) => tapOn(button, { kind: 'phone', value: '16505550100' })],
    ['the button from an id without a number', (button) => tapOn(button, { kind: 'bsuid', value: `US.${staff.waId}` })],
    ['the words of the button, typed', () => message({ kind: 'text', text: 'Laisser continuer' })],
    ['the id of the button, typed', (button) => message({ kind: 'text', text: button })],
    ['another button', () => tapOn('dd.confirm')],
  ])('%s: left to the chat, and nothing goes on', async (_name, made) => {
    await heldAt(first);
    expect(await taps()(first, made(await buttonOf(first)), 'event-1')).toBe(false);
    expect(await held(first)).toBe(2);
    expect(world.sent).toEqual([]);
  });

  test('a button without a word, or one that nobody was sent: nothing goes on', async () => {
    await heldAt(first);
    for (const word of ['', '$ne', 'w'.repeat(22)]) {
      expect(await taps()(first, tapOn(breakerButtonId(word)), `event-${word}`)).toBe(true);
    }
    expect(await held(first)).toBe(2);
  });

  test('without a staff phone in the file there is nobody to tap', async () => {
    await heldAt(first);
    const without = { ...first, channels: { email } };
    expect(await taps()(without, tapOn(await buttonOf(first)), 'event-1')).toBe(false);
  });
});
