import { createHash } from 'node:crypto';

import { languageNames } from '../../../flows/languages.ts';
import { type Locale, locales } from '../../domain/locale.ts';
import { directionOf, escapeHtml } from '../../notifications/write-mail.ts';
import { type PageTexts } from '../../proof/verify/texts/texts.ts';
import { verifierTexts } from '../../proof/verify/texts/index.ts';
import { pageScript } from './page-script.ts';
import { verifyStyle } from './verify-style.ts';

/**
 * What the page may do, in a header and in the page itself, so that a saved copy is held to it too: its own script and
 * style, by their hashes, and no connection to anywhere.
 */
export const verifyPolicy = [
  "default-src 'none'",
  `script-src '${hashOf(pageScript)}'`,
  `style-src '${hashOf(verifyStyle)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The whole page in one file, with the keys of today: a copy of it works without a network, in every language. */
export function verifyPage(locale: Locale, keySet: { readonly keys: readonly object[] }): string {
  const { page } = verifierTexts[locale];
  const options = locales.map((one) => `<option value="${one}" lang="${one}">${languageNames[one]}</option>`);
  // What stands in a script element ends at the first `<`, whatever it is in.
  const keys = JSON.stringify({ keys: keySet.keys }).replaceAll('<', '\\u003c');
  return [
    '<!doctype html>',
    `<html lang="${locale}" dir="${directionOf(locale)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${verifyPolicy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(page.title)}</title>`,
    `<style>${verifyStyle}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<label for="language" ${words(page, 'language')}</label><select id="language">${options.join('')}</select>`,
    `<h1 ${words(page, 'title')}</h1>`,
    `<p ${words(page, 'intro')}</p>`,
    `<p class="note" ${words(page, 'saving')}</p>`,
    `<noscript><p role="alert">${escapeHtml(page.needsScript)}</p></noscript>`,
    '</header>',
    '<main>',
    receiptForm(page),
    keysPart(page),
    '<section id="verdict" role="status" aria-live="polite" tabindex="-1"></section>',
    claimForm(page),
    previousPart(page),
    '</main>',
    `<script type="application/json" id="page-keys">${keys}</script>`,
    `<script>${pageScript}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function receiptForm(page: PageTexts): string {
  return `<form id="receipt-form">
<h2 ${words(page, 'receipt')}</h2>
<label for="text" ${words(page, 'paste')}</label>
<textarea id="text" dir="ltr" rows="5" spellcheck="false" autocapitalize="off" autocomplete="off"></textarea>
<label for="file" ${words(page, 'file')}</label>
<input id="file" type="file" accept=".jws,.txt,.json">
<p class="note" ${words(page, 'drop')}</p>
<button type="submit" ${words(page, 'check')}</button>
</form>`;
}

function keysPart(page: PageTexts): string {
  return `<details id="keys">
<summary ${words(page, 'keys')}</summary>
<p id="keys-line"></p>
<label for="keys-file" ${words(page, 'keysFile')}</label>
<input id="keys-file" type="file" accept=".json">
<p id="keys-fault" role="alert" class="bad"></p>
</details>`;
}

function claimForm(page: PageTexts): string {
  return `<form id="claim" hidden>
<h2 ${words(page, 'claim')}</h2>
<p ${words(page, 'claimIntro')}</p>
<label for="secret" ${words(page, 'secret')}</label>
<input id="secret" type="text" dir="ltr" autocomplete="off" autocapitalize="characters" spellcheck="false">
<label for="number" ${words(page, 'number')}</label>
<input id="number" type="text" dir="ltr" inputmode="tel" autocomplete="off">
<button type="submit" ${words(page, 'claimCheck')}</button>
<p id="claim-said" role="status" aria-live="polite"></p>
</form>`;
}

function previousPart(page: PageTexts): string {
  return `<section id="previous" hidden>
<h2 ${words(page, 'previous')}</h2>
<label for="previous-file" ${words(page, 'previousFile')}</label>
<input id="previous-file" type="file" accept=".jws,.txt">
<p id="previous-said" role="status" aria-live="polite"></p>
</section>`;
}

/** The rest of a tag and its text: the script finds it again by its name when the language changes. */
function words(page: PageTexts, name: keyof PageTexts): string {
  const text = page[name];
  return `data-text="${name}">${typeof text === 'string' ? escapeHtml(text) : ''}`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
