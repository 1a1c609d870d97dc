import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { correctionTexts } from '../../flows/correction/texts/index.ts';
import { type FlowEffect } from '../../flows/effect.ts';
import { receptionTexts } from '../../flows/reception/texts/index.ts';
import { type Conversation } from '../../src/conversation/conversation.ts';
import { performEffect, type PerformParts } from '../../src/conversation/perform-effect.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { locales } from '../../src/domain/locale.ts';
import { createObjections } from '../../src/messaging/objections.ts';
import { createRestrictions } from '../../src/requests/restrictions.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { asked, came, given, said, tap, text } from '../flows/given.ts';

const businessName = 'Café Lumière';

let world: ErasureWorld;
let ana: Subject;
let asks = 0;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

/** What somebody writes, as the flow hears it, done, and what they are told. */
async function writes(words: string, id = `ask-${String((asks += 1))}`): Promise<string> {
  world.clock.time += 60_000;
  const chat = given().when(words === 'PAUSE' ? tap('menu.restrict') : text(words));
  const [effect] = chat.effects.filter(({ kind }) => asked(chat).includes(kind));
  return said(chat.when(came(await performed(effect, id)))).join('\n');
}

async function performed(effect: FlowEffect | undefined, id: string) {
  if (effect === undefined) throw new Error('nothing was asked for');
  const { subjects, optIns, suppressions } = world.stores;
  const { notices } = world.parts;
  const parts = {
    objections: createObjections({ subjects, optIns, suppressions, clock: world.clock }),
    restrictions: createRestrictions({ subjects, optIns, notices, clock: world.clock }),
  } as unknown as PerformParts;
  const conversation = { subject: ana, phoneNumberId: '222000222000222' } as unknown as Conversation;
  const pending = { id, effect, candidate: null, dueAt: world.clock.time, attempts: 1 };
  const performance = await performEffect(parts, world.tenant, conversation, pending);
  if (performance.name !== 'done' || performance.outcome === null) throw new Error('nothing came of it');
  return performance.outcome;
}

const wishes = async () => ({
  marketing: await world.stores.optIns.current(ana, 'marketing'),
  processing: await world.stores.optIns.current(ana, 'processing'),
});

describe('START', () => {
  test('lifts a pause and nothing else: nobody agrees to advertising by it', async () => {
    await writes('PAUSE');
    expect(await writes('START')).toBe(correctionTexts.en.unrestricted({ businessName, adsAreStopped: false }));
    expect(await wishes()).toEqual({ marketing: null, processing: 'in' });
  });

  test('under a pause leaves an earlier STOP in force, and says how that is lifted', async () => {
    await writes('STOP');
    await writes('PAUSE');
    expect(await writes('START')).toBe(correctionTexts.en.unrestricted({ businessName, adsAreStopped: true }));
    expect(await wishes()).toEqual({ marketing: 'out', processing: 'in' });
    expect(await writes('START')).toBe(receptionTexts.en.started({ businessName }));
    expect(await wishes()).toEqual({ marketing: 'in', processing: 'in' });
  });

  test('done again after a crash still lifts the pause alone', async () => {
    await writes('STOP');
    await writes('PAUSE');
    const first = await writes('START', 'one-ask');
    expect(await writes('START', 'one-ask')).toBe(first);
    expect(await wishes()).toEqual({ marketing: 'out', processing: 'in' });
  });

  test('while an erasure waits records nothing, and does not say that it did', async () => {
    await writes('STOP');
    await world.verifiedRequest(world.tenant, ana);
    expect(await writes('START')).toBe(receptionTexts.en.notStarted({ businessName }));
    expect(await wishes()).toEqual({ marketing: 'out', processing: null });
  });

  test('while an erasure waits does not lift a pause either', async () => {
    await writes('PAUSE');
    await world.verifiedRequest(world.tenant, ana);
    expect(await writes('START')).toBe(receptionTexts.en.notStarted({ businessName }));
    expect(await wishes()).toEqual({ marketing: null, processing: 'out' });
  });

  test('of somebody who refused lets offers come again', async () => {
    await writes('STOP');
    expect(await writes('START')).toBe(receptionTexts.en.started({ businessName }));
    expect(await wishes()).toEqual({ marketing: 'in', processing: null });
  });
});

test.each(locales)('what START came to has words of its own: %s', (locale) => {
  const { started, notStarted } = receptionTexts[locale];
  const { unrestricted } = correctionTexts[locale];
  const words = [started({ businessName }), notStarted({ businessName })];
  const ways = [true, false].map((adsAreStopped) => unrestricted({ businessName, adsAreStopped }));
  expect(new Set([...words, ...ways]).size).toBe(4);
});
