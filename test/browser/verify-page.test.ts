import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';
import express from 'express';

import { locales } from '../../src/domain/locale.ts';
import { createVerifyRouter } from '../../src/http/proof/verify-router.ts';
import { verifierTexts } from '../../src/proof/verify/texts/index.ts';
import { type Browser, type BrowserPage, startBrowser } from '../support/browser/browser.ts';
import { findBrowser } from '../support/browser/find-browser.ts';
import { claimedPhone, claimSecret } from '../support/receipts/sample.ts';
import { type Vector } from '../support/receipts/vector.ts';
import { makeVectors, vectorKeys } from '../support/receipts/vectors.ts';

const binary = findBrowser();
const fixture = (name: string): string => join(import.meta.dirname, '../fixtures/receipts', name);
const live = readFileSync(fixture('live.jws'), 'utf8');
const { page: en } = verifierTexts.en;

/** Where there is none, test/http/proof/page-script.test.ts is what remains: the same script, without a page. */
const inBrowser = binary === null ? describe.skip : describe;

inBrowser(`/verify in a real browser${binary === null ? ': NONE FOUND, set CHROME_PATH' : ''}`, () => {
  let server: Server;
  let url: string;
  let browser: Browser;
  let page: BrowserPage;
  let vectors: readonly Vector[];
  let keys: readonly object[];

  beforeAll(async () => {
    const app = express().use('/verify', createVerifyRouter({ jwks: () => Promise.resolve({ keys }) }));
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/verify`;
    browser = await startBrowser(binary ?? '');
    vectors = makeVectors();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });
  beforeEach(async () => {
    ({ keys } = vectorKeys);
    page = await browser.newPage();
    await page.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `window.violations = []; addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));`,
    });
  });

  /** Resolves with the text of an element once it matches: looks at it again whenever the page changes. */
  const textOf = (id: string, pattern: RegExp): Promise<string> =>
    page.run(`new Promise((resolve, reject) => {
      const look = () => { const text = document.getElementById('${id}').innerText; if (${pattern}.test(text)) resolve(text); };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
      setTimeout(() => reject(new Error(document.body.innerText)), 10000);
      look();
    })`);
  const paste = (text: string): Promise<unknown> =>
    page.run(
      `document.getElementById('text').value = ${JSON.stringify(text)}; document.querySelector('#receipt-form button').click()`,
    );
  const choose = async (id: string, path: string): Promise<void> => {
    const { result } = await page.send('Runtime.evaluate', { expression: `document.getElementById('${id}')` });
    const { objectId } = result as { objectId: string };
    await page.send('DOM.setFileInputFiles', { objectId, files: [path] });
  };
  const drop = (text: string): Promise<unknown> =>
    page.run(`{ const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], 'dropped'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })); }`);

  test('a pasted receipt is called good with what it says, a changed one bad with the reason', async () => {
    await page.open(url);
    await paste(live);
    const good = await textOf('verdict', /good/);
    for (const part of [en.good, 'Made-Up Plants', 'ER-1WK2-6GJH-QY2M', 'opt_ins', en.keysOfPage(3)])
      expect(good).toContain(part);
    await paste(readFileSync(fixture('residual-1.jws'), 'utf8'));
    const bad = await textOf('verdict', /not good/);
    expect(bad).toContain(verifierTexts.en.verdicts.not_clean);
    expect(bad).toContain('messages: 1 were still there');
    expect(await page.run('document.activeElement.id')).toBe('verdict');
    expect(await page.run('violations')).toEqual([]);
  });

  test('every vector is called what it is', async () => {
    await page.open(url);
    for (const { file, text, code } of vectors) {
      const verdict = await page.run(
        `oubli.check(${JSON.stringify(text)}, document.getElementById('page-keys').textContent)`,
      );
      expect([file, verdict]).toMatchObject([file, { code }]);
    }
  });

  test('a chosen file, a dropped file and a dropped key set are taken', async () => {
    keys = [];
    await page.open(url);
    expect(await textOf('keys', /No key came/)).toContain(en.keysNone);
    await choose('file', fixture('live.jws'));
    expect(await textOf('verdict', /key_unknown/)).toContain('aJ1CAcWTLIS4YfiMPhPYMI4QVKdsu_3f0RdC6AmCqEQ');
    await drop(readFileSync(fixture('keys.json'), 'utf8'));
    expect(await textOf('verdict', /is good/)).toContain(en.keysGiven(3));
    await drop(readFileSync(fixture('signature-bit.jws'), 'utf8'));
    await textOf('verdict', /signature_wrong/);
    await choose('keys-file', fixture('live.jws'));
    expect(await textOf('keys-fault', /\S/)).toBe(en.noKeySet);
  });

  test('claim and number are answered, a final receipt asks for its first', async () => {
    await page.open(url);
    await paste(live);
    await textOf('verdict', /is good/);
    const claim = (secret: string, number: string): Promise<unknown> =>
      page.run(`{ document.getElementById('secret').value = '${secret}'; document.getElementById('number').value = '${number}';
        document.querySelector('#claim button').click(); }`);
    await claim(claimSecret, '+1 650 555 0199');
    await textOf('claim-said', /^No:/);
    await claim(claimSecret.toLowerCase(), `+${claimedPhone}`);
    await textOf('claim-said', /^Yes:/);
    expect(await page.run(`document.getElementById('previous').hidden`)).toBe(true);
    await choose('file', fixture('final.jws'));
    await textOf('verdict', /Final receipt/);
    expect(await page.run(`document.getElementById('claim-said').textContent`)).toBe('');
    await choose('previous-file', fixture('live.jws'));
    expect(await textOf('previous-said', /\S/)).toBe(verifierTexts.en.previous.prev_matches);
  });

  test('a saved copy works without a network, in every language, and connects to nothing', async () => {
    const copy = join(mkdtempSync(join(tmpdir(), 'oubli page ')), 'verify.html');
    writeFileSync(copy, await (await fetch(`${url}?lang=fr`)).text());
    await page.send('Network.enable');
    await page.send('Network.emulateNetworkConditions', {
      offline: true,
      latency: 0,
      downloadThroughput: 0,
      uploadThroughput: 0,
    });
    await page.open(pathToFileURL(copy).href);
    await paste(live);
    expect(await textOf('verdict', /bon/)).toContain(verifierTexts.fr.page.good);
    for (const locale of locales) {
      await page.run(
        `{ const select = document.getElementById('language'); select.value = '${locale}'; select.dispatchEvent(new Event('change')); }`,
      );
      expect(await textOf('verdict', /\S/)).toContain(verifierTexts[locale].page.good);
      expect(await page.run('[document.documentElement.lang, document.documentElement.dir, document.title]')).toEqual([
        locale,
        locale === 'ar' ? 'rtl' : 'ltr',
        verifierTexts[locale].page.title,
      ]);
    }
    expect(await page.run('violations')).toEqual([]);
    expect(await page.run(`fetch('${url}').then(() => 'sent', () => 'refused')`)).toBe('refused');
    expect(await page.run('violations')).toEqual(['connect-src']);
  });

  test('nothing is wider than a phone of 360 pixels, in any language', async () => {
    await page.send('Emulation.setDeviceMetricsOverride', {
      width: 360,
      height: 740,
      deviceScaleFactor: 1,
      mobile: true,
    });
    for (const locale of locales) {
      await page.open(`${url}?lang=${locale}`);
      await paste(live);
      await textOf('verdict', /ER-1WK2/);
      expect([locale, await page.run('document.documentElement.scrollWidth')]).toEqual([locale, 360]);
    }
  });

  test('every control has a name, and the tab key reaches it', async () => {
    await page.open(url);
    await paste(live);
    await textOf('verdict', /is good/);
    const { nodes } = (await page.send('Accessibility.getFullAXTree')) as {
      nodes: {
        role?: { value: string };
        name?: { value: string };
        properties?: { name: string; value: { value: unknown } }[];
      }[];
    };
    const controls = nodes.filter(({ properties = [] }) =>
      properties.some(({ name, value }) => name === 'focusable' && value.value === true),
    );
    const named = controls.filter(({ role }) => !['RootWebArea', 'status'].includes(role?.value ?? ''));
    expect(named.length).toBeGreaterThan(7);
    expect(named.filter(({ name }) => (name?.value ?? '') === '')).toEqual([]);
    expect(await page.run(`document.querySelectorAll('[tabindex]:not([tabindex="0"]):not(#verdict)').length`)).toBe(0);
  });

  test('a browser without Ed25519 is told so, and nothing is claimed of any receipt', async () => {
    await page.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `{ const real = SubtleCrypto.prototype.importKey;
        SubtleCrypto.prototype.importKey = function (format, key, algorithm, ...more) {
          if (algorithm.name === 'Ed25519') return Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
          return real.call(this, format, key, algorithm, ...more);
        }; }`,
    });
    await page.open(url);
    await textOf('verdict', /Not checked/);
    for (const text of [live, 'nonsense']) {
      await paste(text);
      const said = await textOf('verdict', /\S/);
      expect(said).toContain(en.noCryptography);
      expect(said).not.toMatch(/good|signature is/);
    }
  });
});
