import { isLocale } from '../../../domain/locale.ts';
import { createChecking } from './checking.ts';
import { byId } from './elements.ts';
import { answerClaim, answerPrevious } from './questions.ts';
import { render, type State } from './render.ts';

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
  const { begin, check, take } = createChecking(state);
  const language = byId('language', HTMLSelectElement);
  language.value = state.locale;
  language.addEventListener('change', () => {
    if (isLocale(language.value)) state.locale = language.value;
    render(state);
  });
  onSubmit('receipt-form', check);
  onSubmit('claim', () => answerClaim(state));
  onFile('file', (file) => take(file, false));
  onFile('keys-file', (file) => take(file, true));
  onFile('previous-file', (file) => answerPrevious(state, file));
  page.addEventListener('dragover', (event) => event.preventDefault());
  page.addEventListener('drop', (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) void take(file, false);
  });
  render(state);
  void begin();
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
