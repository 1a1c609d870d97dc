import { languageNames } from '../../../flows/languages.ts';
import { standingInWords } from '../../../flows/standing.ts';
import { type Locale, locales } from '../../domain/locale.ts';
import { escapeHtml } from '../../notifications/write-mail.ts';
import { type PublicStatus } from '../../requests/public-status.ts';
import { htmlPage, pageStyle } from '../html-page.ts';
import { receiptTexts } from './texts.ts';

const style = `${pageStyle}
h2 { font-size: 1.1rem; margin-bottom: .2rem; }
nav { margin-top: 2rem; font-size: .9rem; }`;

/** What a reference stands for. Says nothing that the chat had not said to whoever wrote there. */
export function statusPage(status: PublicStatus, locale: Locale, nonce: string): string {
  const texts = receiptTexts[locale];
  const { reference, standing, receipts } = status;
  const title = texts.title[standing.right];
  const lines = standingInWords(locale, standing).split('\n');
  const hasFinal = receipts.some(({ kind }) => kind === 'final');
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    ...receipts.map(
      ({ kind }) =>
        `<h2>${escapeHtml(texts.receipt[kind])}</h2>\n<p><a href="/r/${reference}/${kind}.jws" download="${reference}.${kind}.jws">${escapeHtml(texts.download)}</a></p>`,
    ),
    ...(receipts.length === 0
      ? []
      : [
          `<p class="note">${escapeHtml(texts.explain)}</p>`,
          ...(hasFinal ? [] : [`<p class="note">${escapeHtml(texts.finalLater)}</p>`]),
          `<p><a href="/verify?lang=${locale}">${escapeHtml(texts.verify)}</a></p>`,
        ]),
    languages(`/r/${reference}`),
  ].join('\n');
  return htmlPage({ locale, title, style, body, nonce });
}

/** The one page for whatever has nothing to show, or not now. */
export function nothingPage(locale: Locale, what: 'unknown' | 'tooMany', nonce: string): string {
  const texts = receiptTexts[locale];
  const title = texts.title.any;
  const body = `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(texts[what])}</p>`;
  return htmlPage({ locale, title, style, body, nonce });
}

function languages(path: string): string {
  const links = locales.map(
    (one) => `<a href="${path}?lang=${one}" lang="${one}" hreflang="${one}">${languageNames[one]}</a>`,
  );
  return `<nav>${links.join(' · ')}</nav>`;
}
