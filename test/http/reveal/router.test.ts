import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../../support/jest.ts';
import express, { type Express } from 'express';
import request from 'supertest';

import { createRevealRouter } from '../../../src/http/reveal/router.ts';
import { type Locale, locales } from '../../../src/domain/locale.ts';
import { revealLifeMs, type RevealMatter, revealsMax } from '../../../src/notifications/reveals.ts';
import { noticeTexts } from '../../../src/notifications/texts/index.ts';
import { type NoticeTexts } from '../../../src/notifications/texts/texts.ts';
import { escapeHtml } from '../../../src/notifications/write-mail.ts';
import {
  ana,
  anaIdentifiers,
  anaNames,
  anaPerson,
  type NoticeWorld,
  openNoticeWorld,
  publicBaseUrl,
  reference,
  tenantWith,
  verifiedOrder,
} from '../../notifications/notice-world.ts';
import { foundIn } from '../../stores/forms-of.ts';

let world: NoticeWorld;
let app: Express;
beforeAll(async () => {
  world = await openNoticeWorld();
  app = express();
  app.use('/n', createRevealRouter({ reveals: world.reveals }));
});
beforeEach(() => world.empty());
afterAll(() => world.close());

async function makeLink(
  locale: Locale = 'en',
  what: RevealMatter = 'erasure',
): Promise<{ readonly path: string; readonly key: string }> {
  const order = { requestId: 'request-1', reference, what, person: anaPerson };
  const { url } = await world.reveals.create(tenantWith(world.receiver, { defaultLocale: locale }), order);
  const [address = '', key = ''] = url.split('#');
  return { path: address.replace(publicBaseUrl, ''), key };
}

const press = (path: string, key: unknown) => request(app).post(path).send({ key });
const wrongKey = Buffer.alloc(32, 5).toString('base64url');
const countOf = async () => (await world.models.reveals.findOne().lean())?.revealCount;

describe('opening the link', () => {
  test('shows a page and burns nothing, however often a scanner opens it', async () => {
    const { path, key } = await makeLink();
    for (let times = 0; times < 30; times += 1) {
      const page = await request(app).get(path).expect(200);
      expect(page.text).toContain(reference);
      expect(foundIn(Buffer.from(page.text), [...anaNames, key])).toEqual([]);
    }
    await request(app).head(path).expect(200);
    expect(await countOf()).toBe(0);
    await press(path, key).expect(200);
  });

  test('allows the page its own script and nothing else: no frame, no form, no outside resource, no index, no referrer, no copy', async () => {
    const { path } = await makeLink();
    const first = await request(app).get(path);
    const policy = String(first.headers['content-security-policy']);
    const nonce = /'nonce-([A-Za-z0-9_-]{22})'/.exec(policy)?.[1] ?? '';
    expect(policy.split(';').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
    ]);
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'x-content-type-options': 'nosniff',
    });
    expect(first.text).toContain(`<script nonce="${nonce}">`);
    expect(first.text.match(/<script|<style/g)).toHaveLength(2);
    expect(first.text).not.toMatch(/(src|href|action)=|https?:\/\//);
    const second = await request(app).get(path);
    expect(second.text).not.toContain(nonce);
  });

  test.each(locales)(
    '%s: the page is in the language of the business, right to left where that is so',
    async (locale) => {
      const { path } = await makeLink(locale);
      const page = await request(app).get(path).expect(200);
      expect(page.text).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(page.text).toContain(`<h1>${noticeTexts[locale].reveal.title.erasure}</h1>`);
    },
  );

  const ofDeletion = ({ reveal }: NoticeTexts) => [reveal.title.erasure, reveal.intro.erasure, reveal.careful.erasure];
  const matters = Object.keys(noticeTexts.en.reveal.intro) as readonly RevealMatter[];

  test.each(locales)('%s: asks to delete and to be silent for an erasure of everything alone', async (locale) => {
    for (const what of matters) {
      const { path } = await makeLink(locale, what);
      const { text } = await request(app).get(path).expect(200);
      const words = ofDeletion(noticeTexts[locale]).filter((one) => text.includes(escapeHtml(one)));
      expect([what, words.length]).toEqual([what, what === 'erasure' ? 3 : 0]);
      expect(text).toContain(escapeHtml(noticeTexts[locale].reveal.intro[what]));
    }
  });

  test('of a correction that the business is told of says that something is wrong, and not to delete', async () => {
    const { requestId, verifiedAt, dueAt, person } = verifiedOrder(world);
    const order = { requestId, reference, verifiedAt, dueAt, person };
    const correction = { field: 'name', value: 'Ana Fictive' } as const;
    await world.notices.announceAsked(world.tenant, { ...order, what: 'correction', correction });
    await world.deliverDue();
    const { data } = JSON.parse(world.receiver.received[0]?.body ?? '') as { data: { reveal: { url: string } } };
    const [address = ''] = data.reveal.url.split('#');
    const { text } = await request(app).get(address.replace(publicBaseUrl, '')).expect(200);
    expect(text).toContain(noticeTexts.en.reveal.intro.correction);
    expect(text).not.toMatch(/delete|Do not write/);
  });

  test('of before it was noted what a link is for says only whom it is about', async () => {
    const { path } = await makeLink();
    await world.models.reveals.collection.updateOne({}, { $unset: { what: '' } });
    const { text } = await request(app).get(path).expect(200);
    expect(text).toContain(`<h1>${noticeTexts.en.reveal.title.other}</h1>`);
    expect(text).not.toMatch(/delete|Do not write/);
  });
});

describe('pressing the button', () => {
  test('with the key of the link shows the raw identifiers, counted, and the operator hears a reference only', async () => {
    const { path, key } = await makeLink();
    const answer = await press(path, key).expect(200);
    expect(answer.body).toEqual({ identifiers: anaIdentifiers });
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
    expect(await countOf()).toBe(1);
    expect(world.said).toEqual([{ name: 'reveal_opened', facts: { tenantId: 'tenant-plants', reference, count: 1 } }]);
    expect((await world.models.reveals.findOne().lean())?.lastRevealedAt).toEqual(new Date(world.clock.time));
  });

  test('whatever is wrong with the key has one answer, counts nothing and tells nothing', async () => {
    const { path, key } = await makeLink();
    const wrong = [
      press(path, wrongKey),
      press(path, ''),
      press(path, `${key}A`),
      press(path, key.toLowerCase()),
      press(path, 7),
      press(path, { $ne: '' }),
      request(app).post(path),
      request(app).post(path).type('text').send(key),
      request(app).post(path).type('json').send('{"key":'),
      request(app)
        .post(path)
        .send({ key, padding: 'x'.repeat(2_000) }),
      request(app).post(path).send([]),
    ];
    for (const one of wrong) {
      const answer = await one;
      expect([answer.status, answer.text]).toEqual([403, '{"code":"wrong-key"}']);
    }
    expect(await countOf()).toBe(0);
  });

  test('a link that never was and one that is over have one answer, and its page names nobody', async () => {
    const { path, key } = await makeLink();
    world.clock.time += revealLifeMs - 1;
    await press(path, key).expect(200);
    world.clock.time += 1;
    for (const gone of [path, '/n/AAAAAAAAAAAAAAAAAAAAAA', '/n/x', '/n/%00', `/n/${'a'.repeat(5_000)}`]) {
      const answer = await press(gone, key);
      expect([answer.status, answer.text]).toEqual([404, '{"code":"unknown"}']);
      const page = await request(app).get(gone).expect(404);
      for (const locale of locales)
        expect(page.text).toContain(noticeTexts[locale].reveal.gone.slice(0, 20).replaceAll("'", '&#39;'));
      expect(page.text).not.toContain(reference);
    }
  });

  test('shows them twenty times and not once more, also when pressed at once', async () => {
    const { path, key } = await makeLink();
    const answers = await Promise.all(Array.from({ length: revealsMax + 5 }, () => press(path, key)));
    expect(answers.filter((one) => one.status === 200)).toHaveLength(revealsMax);
    expect(answers.filter((one) => one.status === 410)).toHaveLength(5);
    expect(await countOf()).toBe(revealsMax);
  });

  test('the key of one link does not open another', async () => {
    const [one, other] = [await makeLink(), await makeLink()];
    await press(one.path, other.key).expect(403);
  });
});

test('at rest nobody can read it: the row holds no name and no key, and opens with no key of ours', async () => {
  const { key } = await makeLink();
  const bytes = await world.rawBytes();
  expect(foundIn(bytes, [...anaNames, ana.phone, key])).toEqual([]);
  expect(bytes.includes(Buffer.from(key, 'base64url'))).toBe(false);
});
