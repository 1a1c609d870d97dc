import express, { type Express } from 'express';
import request from 'supertest';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { locales } from '../../src/domain/locale.ts';
import { type Matter } from '../../src/domain/matter.ts';
import { createRevealRouter } from '../../src/http/reveal/router.ts';
import { createReveals } from '../../src/notifications/reveals.ts';
import { noticeTexts } from '../../src/notifications/texts/index.ts';
import { escapeHtml } from '../../src/notifications/write-mail.ts';
import { createRefusals } from '../../src/requests/refusals.ts';
import { verifiedMatter } from '../access/copying.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { waitingIn } from './asking.ts';

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  waitingIn(world, 72);
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

const refusals = () => createRefusals(world.parts);

/** A request of which the business has heard. */
async function told(matter: Matter): Promise<{ readonly requestId: string; readonly reference: string }> {
  const requestId = await verifiedMatter(world, ana, matter);
  await world.runnerOf().run(requestId);
  return { requestId, reference: (await world.request(requestId)).reference };
}

/** The pages behind such links. */
function pages(): Express {
  const { stores, clock, telemetry } = world;
  const reveals = createReveals({ store: stores.reveals, publicBaseUrl: world.parts.iss, clock, telemetry });
  return express().use('/n', createRevealRouter({ reveals }));
}

describe('the link to whom a refused request was about', () => {
  const links = async () =>
    (await world.stores.models.reveal.find().lean()).map(({ _id: id, requestId }) => ({ id, requestId }));

  test.each([
    ['an erasure', { right: 'erasure', part: null }],
    ['a part', { right: 'erasure', part: { kind: 'media' } }],
    ['a copy', { right: 'access', part: 'all' }],
  ] as const)('of %s is gone with the refusal, and its page says so', async (_what, matter) => {
    const { requestId, reference } = await told(matter);
    const [link] = await links();
    expect(link?.requestId).toBe(requestId);
    const path = `/n/${link?.id ?? ''}`;
    await request(pages()).get(path).expect(200);
    await refusals().refuse(world.tenant, reference, 'unfounded', null);
    expect(await links()).toEqual([]);
    const page = await request(pages()).get(path).expect(404);
    for (const locale of locales) expect(page.text).toContain(escapeHtml(noticeTexts[locale].reveal.gone));
  });

  test('is gone before the person is told: they may be out of reach, or we may die over it', async () => {
    const { reference } = await told({ right: 'erasure', part: null });
    const dying = createRefusals({ ...world.parts, tellPerson: () => Promise.reject(new Error('died')) });
    await expect(dying.refuse(world.tenant, reference, 'excessive', null)).rejects.toThrow('died');
    expect(await links()).toEqual([]);
  });

  test('goes with the run where whoever refused died first', async () => {
    const { requestId, reference } = await told({ right: 'erasure', part: null });
    const reveals = { ...world.parts.reveals, drop: () => Promise.reject(new Error('died')) };
    const dying = createRefusals({ ...world.parts, reveals });
    await expect(dying.refuse(world.tenant, reference, 'excessive', null)).rejects.toThrow('died');
    world.clock.time += 60_000;
    await world.runnerOf().run(requestId);
    expect(await links()).toEqual([]);
    expect((await world.request(requestId)).state.name).toBe('refused');
  });

  test('is not left where the run makes it in the moment of the refusal', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const { reference } = await world.request(requestId);
    const { notices } = world.parts;
    const announceVerified: typeof notices.announceVerified = async (...given) => {
      await refusals().refuse(world.tenant, reference, 'contract', null);
      return notices.announceVerified(...given);
    };
    await world.runnerOf({ notices: { ...notices, announceVerified } }).run(requestId);
    expect((await world.request(requestId)).state.name).toBe('refused');
    expect(await links()).toEqual([]);
  });
});
