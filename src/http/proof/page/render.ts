import { type Locale } from '../../../domain/locale.ts';
import { type ReceiptKey } from '../../../proof/verify/key-set.ts';
import { type Primitives } from '../../../proof/verify/primitives.ts';
import { verifierTexts } from '../../../proof/verify/texts/index.ts';
import { type VerifierTexts } from '../../../proof/verify/texts/texts.ts';
import { byId } from './elements.ts';
import { type Shown, verdictView } from './verdict-view.ts';

/** A sentence that is said again when the language changes. */
type Said = ((texts: VerifierTexts) => string) | null;

/** All that the page knows. */
export interface State {
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

/** Puts words and verdict on the page, in the language of the moment. */
export function render(state: State): void {
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
