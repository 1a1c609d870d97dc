import { isLocale, type Locale } from '../../../domain/locale.ts';
import { checkClaim } from '../../../proof/verify/claim.ts';
import { type ReceiptKey } from '../../../proof/verify/key-set.ts';
import { type Primitives } from '../../../proof/verify/primitives.ts';
import { verifierTexts } from '../../../proof/verify/texts/index.ts';
import { type VerifierTexts } from '../../../proof/verify/texts/texts.ts';
import { checkPrevious, verifyReceipt } from '../../../proof/verify/verify-receipt.ts';
import { keysOf, primitivesHere } from './check.ts';
import { byId, textOfFile } from './elements.ts';
import { type Shown, verdictView } from './verdict-view.ts';

/** A sentence that is said again when the language changes. */
type Said = ((texts: VerifierTexts) => string) | null;

interface State {
  locale: Locale;
  /** `null`: this browser cannot check. `undefined`: not looked at yet. */
  primitives: Primitives | null | undefined;
  keys: readonly ReceiptKey[];
  areKeysGiven: boolean;
  keysFault: Said;
  shown: Shown | null;
  claimSaid: Said;
  previousSaid: Said;
}

/** Makes the page work. Also on a saved copy, whatever state it was saved in. */
export function startPage(page: Document): void {
  const { lang } = page.documentElement;
  const state: State = {
    locale: isLocale(lang) ? lang : 'en',
    primitives: undefined,
    keys: [],
    areKeysGiven: false,
    keysFault: null,
    shown: null,
    claimSaid: null,
    previousSaid: null,
  };
  const receipt = byId('text', HTMLTextAreaElement);
  // The last that was begun is the one that is shown, however long each takes.
  let turn = 0;

  async function show(work: (primitives: Primitives) => Promise<Shown>): Promise<void> {
    turn += 1;
    const mine = turn;
    state.primitives ??= await primitivesHere();
    const shown: Shown =
      state.primitives === null ? { code: 'unchecked', why: 'noCryptography' } : await work(state.primitives);
    if (mine !== turn) return;
    Object.assign(state, { shown, claimSaid: null, previousSaid: null });
    render(state);
    byId('verdict', HTMLElement).focus();
  }

  const check = (): Promise<void> =>
    show(async (primitives) =>
      receipt.value.trim() === ''
        ? { code: 'unchecked', why: 'nothingGiven' }
        : verifyReceipt(receipt.value, state.keys, primitives),
    );

  async function takeKeys(text: string, areGiven: boolean): Promise<void> {
    state.primitives ??= await primitivesHere();
    const keys = state.primitives === null ? [] : await keysOf(text, state.primitives);
    state.keysFault = keys === null ? ({ page: words }) => words.noKeySet : null;
    if (keys !== null) Object.assign(state, { keys, areKeysGiven: areGiven });
    byId('keys', HTMLDetailsElement).open ||= keys === null || keys.length === 0;
    render(state);
    if (state.shown !== null && state.shown.code !== 'unchecked') await check();
  }

  /** A file may be a receipt or a key set: what begins with a brace is no receipt. */
  async function take(file: File, isKeySet: boolean): Promise<void> {
    try {
      const text = await textOfFile(file);
      if (isKeySet || text.trimStart().startsWith('{')) {
        await takeKeys(text, true);
        return;
      }
      receipt.value = text;
      await check();
    } catch {
      await show(() => Promise.resolve({ code: 'unchecked', why: 'unreadable' }));
    }
  }

  async function claim(): Promise<void> {
    if (state.shown?.code !== 'valid' || !state.primitives) return;
    const secret = byId('secret', HTMLInputElement).value;
    const name = byId('number', HTMLInputElement).value;
    const code = await checkClaim(state.shown.receipt, { secret, name }, state.primitives);
    state.claimSaid = ({ claims }) => claims[code];
    render(state);
  }

  async function previous(file: File): Promise<void> {
    if (state.shown?.code !== 'valid' || !state.primitives) return;
    const code = await checkPrevious(state.shown.receipt, await textOfFile(file), state.primitives);
    state.previousSaid = (texts) => texts.previous[code];
    render(state);
  }

  const language = byId('language', HTMLSelectElement);
  language.value = state.locale;
  language.addEventListener('change', () => {
    if (isLocale(language.value)) state.locale = language.value;
    render(state);
  });
  onSubmit('receipt-form', check);
  onSubmit('claim', claim);
  onFile('file', (file) => take(file, false));
  onFile('keys-file', (file) => take(file, true));
  onFile('previous-file', previous);
  page.addEventListener('dragover', (event) => event.preventDefault());
  page.addEventListener('drop', (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) void take(file, false);
  });
  render(state);
  void primitivesHere().then((primitives) => {
    state.primitives = primitives;
    if (primitives === null) return show(() => Promise.reject(new Error('Never called.')));
    return takeKeys(byId('page-keys', HTMLScriptElement).textContent, false);
  });
}

/** Puts words and verdict on the page, in the language of the moment. */
function render(state: State): void {
  const texts = verifierTexts[state.locale];
  document.documentElement.lang = state.locale;
  document.documentElement.dir = state.locale === 'ar' ? 'rtl' : 'ltr';
  document.title = texts.page.title;
  for (const one of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const words = texts.page[one.dataset['text'] as keyof typeof texts.page];
    if (typeof words === 'string') one.textContent = words;
  }
  const keysLine = keysLineOf(state, texts);
  byId('keys-line', HTMLElement).textContent = keysLine;
  byId('keys-fault', HTMLElement).textContent = state.keysFault?.(texts) ?? '';
  const { shown } = state;
  const view = shown === null ? [] : verdictView(shown, keysLine, state.locale, texts);
  byId('verdict', HTMLElement).replaceChildren(...view);
  const isGood = shown?.code === 'valid';
  byId('claim', HTMLFormElement).hidden = !isGood || shown.receipt.commit.length === 0;
  byId('previous', HTMLElement).hidden = !isGood || shown.receipt.prev === null;
  byId('claim-said', HTMLElement).textContent = state.claimSaid?.(texts) ?? '';
  byId('previous-said', HTMLElement).textContent = state.previousSaid?.(texts) ?? '';
}

function keysLineOf({ keys, areKeysGiven }: State, { page }: VerifierTexts): string {
  if (areKeysGiven) return page.keysGiven(keys.length);
  return keys.length === 0 ? page.keysNone : page.keysOfPage(keys.length);
}

function onSubmit(id: string, act: () => Promise<void>): void {
  byId(id, HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void act();
  });
}

function onFile(id: string, take: (file: File) => Promise<void>): void {
  const input = byId(id, HTMLInputElement);
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void take(file);
  });
}
