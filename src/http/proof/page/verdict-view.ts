import { type Locale } from '../../../domain/locale.ts';
import { summaryOf } from '../../../proof/verify/summary.ts';
import { type VerifierTexts } from '../../../proof/verify/texts/texts.ts';
import { type Verdict } from '../../../proof/verify/verdict.ts';
import { element, isolated } from './elements.ts';

/** What the page knows about what it was given. */
export type Shown =
  Verdict | { readonly code: 'unchecked'; readonly why: 'noCryptography' | 'nothingGiven' | 'unreadable' };

/** The verdict in words and, when it is good, what the receipt says. */
export function verdictView(shown: Shown, keysLine: string, locale: Locale, texts: VerifierTexts): readonly Node[] {
  const { page } = texts;
  if (shown.code === 'unchecked') {
    return [heading('unchecked', '?', page.unchecked), element('p', {}, page[shown.why])];
  }
  const sentence = element('p', {}, texts.verdicts[shown.code]);
  const code = element('code', { id: 'code' }, shown.code);
  const trusted = element('p', { class: 'note' }, keysLine);
  if (shown.code !== 'valid') {
    const why = element('span', { lang: 'en', dir: 'ltr' }, shown.why);
    const seen = element('p', { class: 'note' }, `${page.seen}: `, why, ' ', code);
    return [heading('bad', '✘', page.bad), sentence, seen, trusted];
  }
  const summary = summaryOf(shown.receipt, shown.kid, texts, (instant) => momentIn(locale, instant));
  const facts = element('dl', {});
  for (const { label, value } of summary.facts) {
    facts.append(element('dt', {}, label), element('dd', {}, isolated(value)));
  }
  const lists = summary.lists.flatMap(({ heading: title, items }) => [
    element('h3', {}, title),
    element('ul', {}, ...items.map((item) => element('li', {}, isolated(item)))),
  ]);
  return [
    heading('good', '✔', page.good),
    sentence,
    trusted,
    facts,
    element('h3', { id: 'stores-title' }, texts.headings.stores),
    tableOf(summary.columns, summary.rows),
    ...lists,
    element('p', { class: 'note' }, texts.caution, ' ', code),
  ];
}

function heading(kind: string, sign: string, text: string): HTMLElement {
  return element('h2', { class: kind }, element('span', { 'aria-hidden': 'true' }, `${sign} `), text);
}

/** Wider than a small phone: it scrolls by itself, by keyboard as well. */
function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const head = element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)));
  const lines = rows.map(([name = '', ...cells]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, isolated(name)),
      ...cells.map((cell) => element('td', {}, isolated(cell))),
    ),
  );
  const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...lines));
  return element('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-labelledby': 'stores-title' }, table);
}

function momentIn(locale: Locale, instant: string): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(locale, style).format(new Date(instant))} UTC`;
}
