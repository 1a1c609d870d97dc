/**
 * Takes the key out of the fragment (and out of the address line and the history), fetches the copy when the button is
 * pressed, shows it, and saves it as JSON or as a page that opens without us. What is longer than a browser makes one string of
 * (512 MB in V8) is saved as it came, and not shown. Writes with textContent alone: what people and
 * businesses wrote is never run.
 */
export const copyScript = `
let key = '';
let file = null;
let copy = null;
const byId = (id) => document.getElementById(id);
const say = (id) => { for (const one of document.querySelectorAll('[data-say]')) one.hidden = one.id !== id; };
const take = () => {
  key = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  byId('ask').hidden = key === '';
  say(key === '' ? 'incomplete' : '');
};
take();
addEventListener('hashchange', take);
const add = (parent, tag, text) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
};
const labelOf = (field) => byId('label-' + field)?.textContent ?? field;
const wordsOf = (value) => {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map((one) => wordsOf(one !== null && typeof one === 'object' ? Object.values(one).join(' · ') : one)).filter((one) => one !== '').join(', ');
  if (typeof value === 'object') return Object.entries(value).map(([name, one]) => name + ': ' + wordsOf(one)).join(', ');
  const text = String(value);
  return /^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$/.test(text) ? new Date(text).toLocaleString(document.documentElement.lang) : text;
};
const list = (parent, facts) => {
  const told = add(parent, 'dl');
  for (const [field, value] of Object.entries(facts)) {
    if (field === 'bytes' && value !== null) {
      add(told, 'dt', labelOf(field));
      const link = add(add(told, 'dd'), 'a', byId('text-file').textContent);
      link.href = 'data:' + (/^[\\w.+-]+\\/[\\w.+-]+$/.test(facts.mimeType ?? '') ? facts.mimeType : 'application/octet-stream') + ';base64,' + value;
      link.download = 'file';
      continue;
    }
    const words = wordsOf(value);
    if (words === '') continue;
    add(told, 'dt', labelOf(field));
    add(add(told, 'dd'), 'bdi', words);
  }
};
const show = () => {
  const place = byId('copy');
  place.replaceChildren();
  add(place, 'p', copy.business.name + ' · ' + copy.reference + ' · ' + wordsOf(copy.madeAt));
  list(place, copy.you);
  for (const text of [copy.fromWhom, copy.toWhom.join(', '), copy.decisions, copy.yourRights]) add(place, 'p', text);
  for (const { what, why, howLong, items } of copy.sections) {
    add(place, 'h2', what);
    add(place, 'p', why + ' ' + howLong).className = 'note';
    if (items.length === 0) add(place, 'p', byId('text-empty').textContent);
    for (const item of items) list(place, item);
  }
};
const save = (ending, blob) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = byId('save').dataset.reference + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
byId('save-json').addEventListener('click', () => save('.json', file));
byId('save-page').addEventListener('click', () => {
  const root = document.documentElement.cloneNode(true);
  for (const one of root.querySelectorAll('script, noscript, #ask, #save, [data-say], [hidden]')) one.remove();
  save('.html', new Blob(['<!doctype html>' + root.outerHTML], { type: 'text/html' }));
});
const problems = { 403: 'wrong-key', 404: 'gone' };
byId('show').addEventListener('click', async () => {
  byId('show').disabled = true;
  say('opening');
  try {
    const answer = await fetch(location.pathname, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key }),
    });
    if (!answer.ok) { say(problems[answer.status] ?? 'unreachable'); byId('show').disabled = false; return; }
    file = await answer.blob();
  } catch {
    say('unreachable');
    byId('show').disabled = false;
    return;
  }
  byId('ask').hidden = true;
  byId('shown').hidden = false;
  try {
    copy = JSON.parse(await file.text());
  } catch {
    byId('save-page').hidden = true;
    say('too-long');
    return;
  }
  say('');
  show();
});`;
