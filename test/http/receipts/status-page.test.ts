import express, { type Express } from 'express';
import request from 'supertest';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../../support/jest.ts';

import { standingInWords } from '../../../flows/standing.ts';
import { type Subject } from '../../../src/conversation/subjects.ts';
import { type Locale, locales } from '../../../src/domain/locale.ts';
import { type Matter } from '../../../src/domain/matter.ts';
import { createReceiptRouter } from '../../../src/http/receipts/router.ts';
import { escapeHtml } from '../../../src/notifications/write-mail.ts';
import { createPublicStatuses } from '../../../src/requests/public-status.ts';
import { createCorrectionStore } from '../../../src/stores/corrections.ts';
import { copyingIn, verifiedMatter } from '../../access/copying.ts';
import { type ErasureWorld, openErasureWorld } from '../../erasure/erasure-world.ts';
import { anaNames } from '../../erasure/tenant-and-names.ts';
import { waitingIn } from '../../requests/asking.ts';

const files: Matter = { right: 'erasure', part: { kind: 'media' } };
const copy: Matter = { right: 'access', part: 'all' };
const whole: Matter = { right: 'erasure', part: null };
/** How each language speaks of deleting. */
const deleting = /delet|eras|effac|supprim|حذف|مسح|borr|elimin|apag|exclu/iu;
/** "Your data is deleted", or "is being deleted". */
const allData =
  /your data is (being )?deleted|vos données sont (effacées|en train)|(حذف|تُحذف) بياناتك|tus datos (están|se están) borra|seus dados (foram|estão sendo) apagados/iu;

let world: ErasureWorld;
let ana: Subject;
let app: Express;
beforeAll(async () => {
  world = await openErasureWorld();
  const { requests: store, receipts } = world.stores;
  const statuses = createPublicStatuses({ store, receipts });
  app = express();
  // A clock of its own: these are more questions than a bucket holds.
  let questions = 0;
  app.use('/r', createReceiptRouter({ statuses, clock: { now: () => (questions += 60_000) as never } }));
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

/** What a reader of the page sees. */
async function textOf(reference: string, locale: Locale): Promise<string> {
  const { text } = await request(app).get(`/r/${reference}?lang=${locale}`).buffer(true);
  return text.replace(/<style[^]*?<\/style>/u, '');
}

async function referenceOf(requestId: string): Promise<string> {
  return (await world.request(requestId)).reference;
}

/** It cannot go on: nothing gets past the point where it begins. */
async function running(matter: Matter): Promise<string> {
  const requestId = await verifiedMatter(world, ana, matter);
  const request = await world.request(requestId);
  const verifiedAt = new Date(world.clock.time).toISOString();
  await world.stores.requests.change(request, { state: { name: 'planning', verifiedAt } });
  return request.reference;
}

describe('the page behind a reference', () => {
  test.each(locales)('speaks of a copy as a copy, never of deleting: %s', async (locale) => {
    const waiting = await referenceOf(await verifiedMatter(world, ana, copy));
    expect(await textOf(waiting, locale)).not.toMatch(deleting);
    await world.empty();
    ana = await world.person(world.tenant, anaNames);
    const made = await running(copy);
    expect(await textOf(made, locale)).not.toMatch(deleting);
  });

  test.each(locales)('speaks of a copy that was sent, though not of this page as where it went: %s', async (locale) => {
    const requestId = await verifiedMatter(world, ana, copy);
    await world.runUntilRest(copyingIn(world).runner, requestId);
    expect((await world.request(requestId)).state.name).toBe('answered');
    const page = await textOf(await referenceOf(requestId), locale);
    expect(page).not.toMatch(deleting);
    expect(page).toMatch(/WhatsApp|واتساب/u);
  });

  test.each(locales)('speaks of a part as a part, not of all data: %s', async (locale) => {
    const underWay = await textOf(await running(files), locale);
    expect(underWay).toMatch(deleting);
    expect(underWay).not.toMatch(allData);
    await world.empty();
    ana = await world.person(world.tenant, anaNames);
    const requestId = await verifiedMatter(world, ana, files);
    await world.runUntilRest(world.runnerOf(), requestId);
    expect((await world.request(requestId)).state.name).toBe('answered');
    expect(await textOf(await referenceOf(requestId), locale)).not.toMatch(allData);
  });

  test.each(locales)('speaks of an erasure of everything as that: %s', async (locale) => {
    expect(await textOf(await running(whole), locale)).toMatch(allData);
  });

  test('says what STATUS says in the chat, word for word', async () => {
    waitingIn(world, 72);
    for (const matter of [copy, files, whole]) {
      await world.empty();
      ana = await world.person(world.tenant, anaNames);
      const reference = await running(matter);
      const found = await world.desk.status({ tenant: world.tenant, subject: null, requestId: null, reference });
      if (found === null) throw new Error('It is known.');
      const page = await textOf(reference, 'en');
      for (const line of standingInWords('en', found).split('\n')) expect(page).toContain(escapeHtml(line));
    }
  });

  test('says of a correction what it says of a reference that never was', async () => {
    const { models, personKeys } = world.stores;
    const store = createCorrectionStore({ model: models.correction, personKeys });
    const now = world.clock.time;
    const times = { now, remindAt: now, dueAt: now + 1 };
    const asked = { field: 'name', value: 'Ana Fictive', locale: 'en', phoneNumberId: '222000222000222' } as const;
    await store.file({ subject: ana, reference: 'ER-7K3M-92QF-4D1X', ...asked, ...times });
    const [known, unknown] = [await textOf('ER-7K3M-92QF-4D1X', 'en'), await textOf('ER-0000-0000-0000', 'en')];
    expect(known).toBe(unknown);
    // Nobody knows of what kind it was.
    expect(unknown).not.toMatch(deleting);
  });
});
