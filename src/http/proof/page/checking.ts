import { verifyReceipt } from '../../../proof/verify/verify-receipt.ts';
import { type Primitives } from '../../../proof/verify/primitives.ts';
import { keysOf, primitivesHere } from './check.ts';
import { byId, textOfFile } from './elements.ts';
import { render, type State } from './render.ts';
import { type Shown } from './verdict-view.ts';

/** What a person can have the page do. */
export interface Checking {
  /** Looks whether this browser can check at all, then takes the keys that came with the page. */
  readonly begin: () => Promise<void>;
  readonly check: () => Promise<void>;
  readonly take: (file: File, isKeySet: boolean) => Promise<void>;
}

export function createChecking(state: State): Checking {
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
    const keys = state.primitives == null ? [] : await keysOf(text, state.primitives);
    state.keysFault = keys === null ? ({ page }) => page.noKeySet : null;
    if (keys !== null) Object.assign(state, { keys, areKeysGiven: areGiven });
    byId('keys', HTMLDetailsElement).open ||= keys === null || keys.length === 0;
    render(state);
    if (state.shown !== null && state.shown.code !== 'unchecked') await check();
  }

  return {
    async begin() {
      state.primitives = await primitivesHere();
      if (state.primitives === null) await check();
      else await takeKeys(byId('page-keys', HTMLScriptElement).textContent, false);
    },
    check,
    /** A file may be a receipt or a key set: what begins with a brace is no receipt. */
    async take(file, isKeySet) {
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
    },
  };
}
