import { copyTexts } from '../../access/texts/index.ts';
import { isolate } from '../../../flows/phrasing.ts';
import { type Instant } from '../../domain/instant.ts';
import { type Locale, locales } from '../../domain/locale.ts';
import { momentInWords } from '../../notifications/letter.ts';
import { directionOf, escapeHtml } from '../../notifications/write-mail.ts';
import { htmlPage, pageStyle } from '../html-page.ts';
import { copyScript } from './script.ts';

const style = `${pageStyle}
body { max-width: 48rem; }
button { font: inherit; padding: .7rem 1.2rem; border: 0; border-radius: .4rem; background: #0b5d4b; color: #fff; cursor: pointer; margin-inline-end: .5rem; margin-block: .3rem; }
button:focus-visible { outline: 3px solid #f0b400; outline-offset: 2px; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { border-top: 1px solid #8884; padding-top: .5rem; margin: .5rem 0; display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { font-size: .9rem; opacity: .75; }
dd { margin: 0; overflow-wrap: anywhere; }
[hidden] { display: none; }`;

/** The page behind a link. It holds nothing of the copy: that comes with the key alone. */
export function copyPage(
  facts: { readonly locale: Locale; readonly reference: string; readonly expiresAt: Instant },
  nonce: string,
): string {
  const { locale, reference, expiresAt } = facts;
  const { page } = copyTexts[locale];
  const problem = (id: string, text: string): string =>
    `<p id="${id}" data-say role="alert" hidden>${escapeHtml(text)}</p>`;
  const labels = Object.entries(page.labels).map(
    ([field, text]) => `<span id="label-${field}">${escapeHtml(text)}</span>`,
  );
  const body = [
    `<h1>${escapeHtml(page.title)}</h1>`,
    `<div id="ask" hidden><p>${escapeHtml(page.intro)}</p>`,
    `<p>${escapeHtml(`${page.reference}: ${isolate(reference)}`)}<br><span class="note">${escapeHtml(
      page.until({ until: momentInWords(locale, expiresAt) }),
    )}</span></p>`,
    `<p><button id="show" type="button">${escapeHtml(page.button)}</button></p></div>`,
    `<noscript><p>${escapeHtml(page.needsScript)}</p></noscript>`,
    problem('incomplete', page.incomplete),
    problem('wrong-key', page.wrongKey),
    problem('gone', page.gone),
    problem('unreachable', page.unreachable),
    problem('opening', page.opening),
    problem('too-long', page.tooLong),
    `<div id="shown" hidden><p id="save" data-reference="${escapeHtml(reference)}"><button id="save-page" type="button">${escapeHtml(page.savePage)}</button>`,
    `<button id="save-json" type="button">${escapeHtml(page.saveJson)}</button></p>`,
    '<div id="copy" aria-live="polite"></div></div>',
    `<div hidden>${labels.join('')}<span id="text-empty">${escapeHtml(page.empty)}</span><span id="text-file">${escapeHtml(page.file)}</span></div>`,
    `<script nonce="${nonce}">${copyScript}</script>`,
  ].join('\n');
  return htmlPage({ locale, title: page.title, style, body, nonce });
}

/** The one page for whatever is no link, or none any more. In every language: whose it was is not known. */
export function copyGonePage(nonce: string): string {
  const lines = locales.map((locale) => {
    return `<p lang="${locale}" dir="${directionOf(locale)}">${escapeHtml(copyTexts[locale].page.gone)}</p>`;
  });
  return htmlPage({ locale: 'en', title: 'Oubli', style, body: lines.join('\n'), nonce });
}
