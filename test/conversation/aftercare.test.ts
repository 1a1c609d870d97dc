import { beforeEach, describe, expect, jest, test } from '../support/jest.ts';

import { aftercareTexts } from '../../flows/aftercare/texts/index.ts';
import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { receptionTexts } from '../../flows/reception/texts/index.ts';
import { type MessageContent } from '../../src/domain/inbound.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { reference } from '../flows/given.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { bsuid, openStage, phone, tenantOf } from './stage.ts';
import { rememberedOf } from '../support/remembered.ts';

const stage = openStage();
const hour = 3_600_000;

/** Ana was erased at the start of the test; it is an hour later. */
async function erased(locale: 'en' | 'fr' = 'en'): Promise<void> {
  const { tombstones } = stage().stores;
  await tombstones.bury(rememberedOf(stage().stores.blindIndex, tenantOf(), [bsuid, phone], { locale }), startOfTest);
  await tombstones.close(rememberedOf(stage().stores.blindIndex, tenantOf(), [bsuid, phone]), startOfTest);
  stage().pass(hour);
}

/** What stands of anybody, beyond rows that hold a keyed hash and go by themselves. */
async function made(): Promise<readonly string[]> {
  const fleeting = ['inbox_events', 'lanes', 'day_keys', 'tombstones', 'answer_counts'];
  return Object.keys(await stage().stores.rowCounts()).filter((name) => !fleeting.includes(name));
}

async function says(content: MessageContent | string): Promise<void> {
  stage().pass(1_000);
  await stage().receive(stage().message(content));
}

describe('in the day after an erasure', () => {
  beforeEach(() => erased('fr'));

  test('thanks are answered in the language of the erasure, and make nobody', async () => {
    await says('Thanks!');
    expect(stage().told()).toEqual([aftercareTexts.fr.welcome]);
    expect(await made()).toEqual([]);
    expect(stage().asked).toEqual([]);
  });

  test.each<readonly [string, MessageContent | string]>([
    ['an emoji', '❤️'],
    ['a reaction', { kind: 'reaction', emoji: '👍' }],
    ['a sticker', { kind: 'media', media: 'sticker', mediaId: '1', mimeType: 'image/webp', caption: null }],
  ])('%s is left as it is, and makes nobody', async (_what, content) => {
    await says(content);
    expect(stage().told()).toEqual([]);
    expect(await made()).toEqual([]);
  });

  test('STATUS tells the day of it, and makes nobody', async () => {
    await says('STATUT');
    expect(stage().told()).toEqual([aftercareTexts.fr.deleted({ businessName: 'Café Lumière', day: '5 mars 2031' })]);
    expect(await made()).toEqual([]);
  });

  test('what is no aftercare begins a chat like anybody’s, and from then on so do thanks', async () => {
    await says('Bonjour, avez-vous des roses ?');
    await says('Merci');
    expect(stage().told()).not.toContain(aftercareTexts.fr.welcome);
    expect(stage().told()).toHaveLength(2);
    expect(await made()).toContain('subjects');
  });

  test('five answers a day, then silence, and still nobody is made; the next day it is answered again', async () => {
    for (let index = 0; index < 8; index += 1) await says(`STATUS ${reference}`);
    expect(stage().told()).toHaveLength(5);
    expect(await made()).toEqual([]);
    stage().pass(24 * hour);
    await says(`STATUS ${reference}`);
    expect(stage().told()).toHaveLength(6);
  });

  test('a webhook that comes twice is answered once', async () => {
    stage().pass(1_000);
    const event = stage().message('Merci');
    await stage().receive(event);
    await stage().receive(event);
    expect(stage().told()).toHaveLength(1);
  });

  test('alongside another app thanks are that app’s', async () => {
    stage().tenants.set('tenant-1', tenantOf({ mode: 'alongside' }));
    await says('Merci');
    await says('❤️');
    expect(stage().told()).toEqual([]);
    await says('STATUT');
    expect(stage().told()).toHaveLength(1);
    expect(await made()).toEqual([]);
  });
});

describe('at any time, somebody of whom nothing is known', () => {
  test('is answered by the reference alone, and nobody is made', async () => {
    const found = { reference, right: 'erasure', state: 'erased', dueAt: null } as const;
    const asked: unknown[] = [];
    const status = jest.spyOn(stage().requests, 'status').mockImplementation((order) => {
      asked.push(order);
      return Promise.resolve(found);
    });
    await says(`STATUS ${reference}`);
    status.mockRestore();
    expect(asked).toEqual([expect.objectContaining({ subject: null, requestId: null, reference })]);
    expect(stage().told()).toEqual([deletionTexts.en.status({ reference, group: 'done', day: null })]);
    expect(await made()).toEqual([]);
  });

  test('hears of a copy that it was sent, and not that anything is deleted', async () => {
    const found = { reference, right: 'access', state: 'answered', dueAt: null } as const;
    const status = jest.spyOn(stage().requests, 'status').mockResolvedValue(found);
    await says(`STATUS ${reference}`);
    status.mockRestore();
    expect(stage().told()).toEqual([accessTexts.en.status({ reference, group: 'done', day: null })]);
  });

  test('hears the same of every reference that leads nowhere, and that a mistyped one cannot be read', async () => {
    await says(`STATUS ${reference}`);
    await says('STATUS ER-1111-1111-1112');
    expect(stage().told()).toEqual([receptionTexts.en.statusUnknown, receptionTexts.en.referenceUnreadable]);
    expect(await made()).toEqual([]);
  });

  test('begins a chat with thanks and with STATUS alone, once the day after is over', async () => {
    await erased();
    stage().pass(24 * hour);
    await says('Thanks');
    expect(stage().told()).not.toContain(aftercareTexts.en.welcome);
    expect(await made()).toContain('subjects');
  });

  test('is not looked after while the erasure still runs: what they say then is new', async () => {
    await stage().stores.tombstones.bury(
      rememberedOf(stage().stores.blindIndex, tenantOf(), [phone], { locale: 'en' }),
      startOfTest,
    );
    stage().pass(hour);
    await stage().receive(stage().message('Thanks', { at: toInstant(stage().stores.clock.time) }));
    expect(await made()).toContain('subjects');
  });
});
