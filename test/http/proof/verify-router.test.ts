import { createHash } from 'node:crypto';

import { describe, expect, test } from '../../support/jest.ts';
import express from 'express';
import request from 'supertest';

import { locales } from '../../../src/domain/locale.ts';
import { createApp } from '../../../src/http/app.ts';
import { createHealth } from '../../../src/http/health.ts';
import { verifierTexts } from '../../../src/proof/verify/texts/index.ts';
import { createTelemetry } from '../../../src/telemetry/create-telemetry.ts';
import { vectorKeys } from '../../support/receipts/vectors.ts';

const telemetry = createTelemetry({ level: 'error' });
const nothing = express.Router();
const hostile = { kty: 'OKP', kid: '</script><script>alert(1)</script>' };
const app = createApp({
  webhookRouter: nothing,
  apiRouter: nothing,
  revealRouter: nothing,
  copyRouter: nothing,
  receiptRouter: nothing,
  jwks: () => Promise.resolve({ keys: [...vectorKeys.keys, hostile] }),
  health: createHealth({ probes: { mongodb: () => Promise.resolve(), redis: () => Promise.resolve() } }),
  metrics: telemetry.metrics,
  telemetry,
});

describe('/verify', () => {
  test('allows its own script and style by their hashes, in the header and in the page, and nothing else', async () => {
    const { text, headers } = await request(app).get('/verify').expect(200);
    const policy = String(headers['content-security-policy']);
    const inline = [...text.matchAll(/<(?:script|style)>([^]*?)<\/(?:script|style)>/g)].map(([, code = '']) => code);
    expect(inline).toHaveLength(2);
    for (const code of inline)
      expect(policy).toContain(`'sha256-${createHash('sha256').update(code).digest('base64')}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const [, inPage = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text) ?? [];
    expect(policy).toBe(`${inPage}; frame-ancestors 'none'`);
    expect(text).not.toMatch(/\b(?:src|href)=/);
  });

  test('holds the keys of today, whatever is written in them', async () => {
    const { text } = await request(app).get('/verify').expect(200);
    const [, keys = ''] = /<script type="application\/json" id="page-keys">([^<]*)<\/script>/.exec(text) ?? [];
    expect(JSON.parse(keys)).toEqual({ keys: [...vectorKeys.keys, hostile] });
    expect(text.match(/<script/g)).toHaveLength(2);
  });

  test.each(locales)('speaks %s by its address and by what the browser asks for', async (locale) => {
    const asked = await request(app).get('/verify').query({ lang: locale }).set('Accept-Language', 'de').expect(200);
    const preferred = await request(app).get('/verify').set('Accept-Language', `de, ${locale};q=0.9`).expect(200);
    for (const { text } of [asked, preferred]) {
      expect(text).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(text).toContain(verifierTexts[locale].page.paste);
    }
    expect(preferred.headers['vary']).toContain('Accept-Language');
  });

  test('speaks English when another language is asked for', async () => {
    for (const query of ['?lang=xx', '?lang=fr&lang=ar', '']) {
      const { text } = await request(app).get(`/verify${query}`).set('Accept-Language', 'de').expect(200);
      expect(text).toContain('<html lang="en" dir="ltr">');
    }
  });
});

test('the key set is open to every page and every verifier, for an hour', async () => {
  const answer = await request(app).get('/.well-known/jwks.json').expect(200).expect('Content-Type', /json/);
  expect(answer.body).toEqual({ keys: [...vectorKeys.keys, hostile] });
  expect(answer.headers).toMatchObject({
    'cache-control': 'public, max-age=3600',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
});
