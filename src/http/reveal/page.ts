import { isolate } from '../../../flows/phrasing.ts';
import { type Locale, locales } from '../../domain/locale.ts';
import { momentInWords } from '../../notifications/letter.ts';
import { type RevealLook } from '../../notifications/reveals.ts';
import { noticeTexts } from '../../notifications/texts/index.ts';
import { directionOf, escapeHtml } from '../../notifications/write-mail.ts';
import { htmlPage, pageStyle } from '../html-page.ts';

const style = `${pageStyle}
button { font: inherit; padding: .7rem 1.6rem; border: 0; border-radius: .4rem; background: #0b5d4b; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid #f0b400; outline-offset: 2px; }
dt { font-size: .9rem; margin-top: .8rem; }
dd { margin: 0; font-size: 1.25rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
[hidden] { display: none; }`;

/**
 * Takes the key out of the fragment (and out of the address line and the history) and sends it only when the button is
 * pressed. Writes with textContent alone.
 */
const script = `
let key = '';
const byId = (id) => document.getElementById(id);
const say = (id) => { for (const one of document.querySelectorAll('[data-say]')) one.hidden = one.id !== id; };
const button = byId('show');
const take = () => {
  key = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  byId('ask').hidden = key === '';
  say(key === '' ? 'incomplete' : '');
};
take();
// The same link opened again in the same tab loads no page.
addEventListener('hashchange', take);
const problems = { 403: 'wrong-key', 404: 'gone', 410: 'used-up' };
button.addEventListener('click', async () => {
  button.disabled = true;
  say('');
  try {
    const answer = await fetch(location.pathname, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key }),
    });
    if (!answer.ok) { say(problems[answer.status] ?? 'unreachable'); button.disabled = false; return; }
    const { identifiers } = await answer.json();
    byId('names').replaceChildren();
    for (const { kind, value } of identifiers) {
      const term = document.createElement('dt');
      term.textContent = byId('kind-' + kind)?.textContent ?? kind;
      const text = document.createElement('bdi');
      text.dir = 'ltr';
      text.textContent = kind === 'phone' ? '+' + value : value;
      const entry = document.createElement('dd');
      entry.append(text);
      byId('names').append(term, entry);
    }
    byId('ask').hidden = true;
    byId('shown').hidden = false;
    button.disabled = false;
  } catch {
    say('unreachable');
    button.disabled = false;
  }
});`;

/** The page behind a link. It holds nothing about the person: that comes with the key alone. */
export function revealPage({ locale, reference, what, expiresAt }: RevealLook, nonce: string): string {
  const texts = noticeTexts[locale];
  const { reveal } = texts;
  // Whoever reads of deletion deletes: only where all of it was asked for.
  const title = reveal.title[what === 'erasure' ? what : 'other'];
  const careful = reveal.careful[what === 'erasure' || what === 'part' ? what : 'other'];
  const until = reveal.until({ until: momentInWords(locale, expiresAt) });
  const problem = (id: string, text: string): string =>
    `<p id="${id}" data-say role="alert" hidden>${escapeHtml(text)}</p>`;
  const kinds = Object.entries(reveal.kinds).map(
    ([kind, text]) => `<span id="kind-${kind}">${escapeHtml(text)}</span>`,
  );
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    what === null ? '' : `<p>${escapeHtml(reveal.intro[what])}</p>`,
    `<p>${escapeHtml(`${texts.labels.reference}: ${isolate(reference)}`)}<br><span class="note">${escapeHtml(until)}</span></p>`,
    `<noscript><p>${escapeHtml(reveal.needsScript)}</p></noscript>`,
    `<p id="ask" hidden><button id="show" type="button">${escapeHtml(reveal.button)}</button></p>`,
    problem('incomplete', reveal.incomplete),
    problem('wrong-key', reveal.wrongKey),
    problem('gone', reveal.gone),
    problem('used-up', reveal.usedUp),
    problem('unreachable', reveal.unreachable),
    `<div id="shown" aria-live="polite" hidden><dl id="names"></dl><p class="note">${escapeHtml(careful)}</p></div>`,
    `<div hidden>${kinds.join('')}</div>`,
    `<script nonce="${nonce}">${script}</script>`,
  ].join('\n');
  return page(locale, title, body, nonce);
}

/** The one page for whatever is no link, or none any more. In every language: whose it was is not known. */
export function gonePage(nonce: string): string {
  const lines = locales.map((locale) => {
    return `<p lang="${locale}" dir="${directionOf(locale)}">${escapeHtml(noticeTexts[locale].reveal.gone)}</p>`;
  });
  return page('en', 'Oubli', lines.join('\n'), nonce);
}

function page(locale: Locale, title: string, body: string, nonce: string): string {
  return htmlPage({ locale, title, style, body, nonce });
}
