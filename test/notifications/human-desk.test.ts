import { afterAll, beforeAll, beforeEach, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { readReference } from '../../src/domain/reference.ts';
import { createHumanDesk } from '../../src/notifications/human-desk.ts';
import { foundIn } from '../stores/forms-of.ts';
import { verified } from '../support/webhook-receiver.ts';
import { anaIdentifiers, anaNames, type NoticeWorld, openNoticeWorld, secrets, tenantWith } from './notice-world.ts';
import { plainFacts } from '../support/subject-facts.ts';

const person = (subjectId: string): Subject => ({
  subjectId,
  tenantId: 'tenant-plants',
  keyId: 'key-1',
  keyIds: ['key-1'],
  names: [],
  identifiers: anaIdentifiers,
  isLockedOut: false,
  ...plainFacts,
});

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const ask = (subjectId: string) =>
  createHumanDesk({ notices: world.notices, clock: world.clock }).tell({
    tenant: world.tenant,
    subject: person(subjectId),
    phoneNumberId: '222000222000222',
    locale: 'fr',
  });

test('the business hears that somebody asks for a human: a reference and a time, never who or what', async () => {
  expect(await ask('subject-1')).toBe(true);
  await world.deliverDue();
  const [delivery] = world.receiver.received;
  if (delivery === undefined) throw new Error('nothing came');
  const event = verified(delivery, secrets.new) as { type: string; data: { reference: string } };
  expect(event.type).toBe('human.requested');
  expect(readReference(event.data.reference)).toBe(event.data.reference);
  expect(world.smtp.mails[0]?.parsed.subject).toBe(`Somebody asks for a human: ${event.data.reference}`);
  const bytes = Buffer.concat([
    await world.rawBytes(),
    Buffer.from(delivery.body),
    world.smtp.mails[0]?.raw ?? Buffer.alloc(0),
  ]);
  expect(foundIn(bytes, [...anaNames, 'subject-1'])).toEqual([]);
});

test('the same person is passed on once an hour, each person for themselves', async () => {
  world.clock.time = Date.parse('2031-03-05T12:00:00.000Z');
  for (let times = 0; times < 5; times += 1) {
    expect(await ask('subject-1')).toBe(true);
    world.clock.time += 60_000;
  }
  await ask('subject-2');
  expect(await world.models.notices.countDocuments({ channel: 'webhook' })).toBe(2);
  world.clock.time += 3_600_000;
  await ask('subject-1');
  expect(await world.models.notices.countDocuments({ channel: 'webhook' })).toBe(3);
});

test('where nobody can be told, the person is not told that somebody was', async () => {
  world.tenant = tenantWith(world.receiver, { channels: {} });
  expect(await ask('subject-1')).toBe(false);
});
