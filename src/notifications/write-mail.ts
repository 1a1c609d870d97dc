import { type Locale } from '../domain/locale.ts';
import { type Letter } from './letter.ts';

/** Both parts of a mail. They say the same. */
export interface MailBody {
  readonly text: string;
  readonly html: string;
}

/** Writes a letter as plain text and as HTML: no picture, no outside resource, nothing that tells who read it. */
export function writeMail(letter: Letter): MailBody {
  return { text: plainText(letter), html: page(letter.locale, letter.title, blocks(letter)) };
}

/** A mail with a person's code: the code stands alone on its line, so that it is easy to find and to copy. */
export function writeCodeMail(letter: {
  readonly locale: Locale;
  readonly subject: string;
  readonly before: readonly string[];
  readonly code: string;
  readonly after: readonly string[];
  readonly footer: string;
}): MailBody {
  const { locale, subject, before, code, after, footer } = letter;
  const shown = `<p dir="ltr" style="font-size:28px;letter-spacing:4px"><strong>${escapeHtml(code)}</strong></p>`;
  const html = [...before.map(paragraph), shown, ...after.map(paragraph), small(footer)].join('\n');
  return {
    text: `${[...before, code, ...after, footer].join('\n\n')}\n`,
    html: page(locale, subject, html),
  };
}

/** Escapes text for HTML, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** The direction in which a language is written. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

function plainText({ title, paragraphs, facts, link, lists, footer }: Letter): string {
  const parts = [
    title,
    ...paragraphs,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    // A link stands alone on its line: mail programs then take all of it, and nothing more.
    link === null ? '' : `${link.label}:\n${link.url}\n${link.note}`,
    ...lists.map(({ label, items }) =>
      [`${label}:`, ...items.map((item) => `- ${item.text}${item.link === null ? '' : `\n${item.link.url}`}`)].join(
        '\n',
      ),
    ),
    `-- \n${footer}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blocks({ title, paragraphs, facts, link, lists, footer }: Letter): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th scope="row" style="text-align:start;padding:2px 12px 2px 0">${escapeHtml(label)}</th><td><bdi>${escapeHtml(value)}</bdi></td></tr>`,
  );
  return [
    `<h1 style="font-size:20px">${escapeHtml(title)}</h1>`,
    ...paragraphs.map(paragraph),
    rows.length === 0 ? '' : `<table role="presentation">${rows.join('')}</table>`,
    link === null ? '' : `<p>${anchor(link)}<br>${escapeHtml(link.note)}</p>`,
    ...lists.map(({ label, items }) => {
      const lines = items.map((item) => {
        return `<li><bdi>${escapeHtml(item.text)}</bdi>${item.link === null ? '' : `<br>${anchor(item.link)}`}</li>`;
      });
      return `<h2 style="font-size:16px">${escapeHtml(label)}</h2>\n<ul>${lines.join('')}</ul>`;
    }),
    small(footer),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function page(locale: Locale, title: string, body: string): string {
  return [
    '<!doctype html>',
    `<html lang="${locale}" dir="${directionOf(locale)}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>`,
    `<body dir="${directionOf(locale)}" style="font-family:sans-serif;line-height:1.5;max-width:640px">`,
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function small(text: string): string {
  return `<p style="font-size:13px;color:#555">${escapeHtml(text)}</p>`;
}

function anchor({ label, url }: { readonly label: string; readonly url: string }): string {
  return `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(label)}</a>`;
}
