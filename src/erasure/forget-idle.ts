import { identitySetOf, type Subject } from '../conversation/subjects.ts';
import { countToErase, type Eraser } from './eraser.ts';
import { type Register } from './register.ts';

/** Stores in which a person merely exists: their names and their key. */
const bareStores: readonly string[] = ['subjects', 'person_keys'];

/** What goes by itself: the event that ended the chat, in a moment; the counters of codes, in a day. */
const fleetingStores: readonly string[] = ['inbox', 'verifications'];

/**
 * Makes the forgetting of people of whom nothing but names and a key is left: alongside another app, a finished chat is not
 * kept. Call it under the lease of the person's lane.
 */
export function createForgetting({ register }: { readonly register: Pick<Register, 'erasers'> }): {
  forgetIfIdle(conversation: { readonly subject: Subject }): Promise<void>;
} {
  const isBare = ({ store }: Eraser): boolean => bareStores.includes(store);
  return {
    async forgetIfIdle({ subject }) {
      const person = identitySetOf(subject);
      for (const eraser of register.erasers) {
        if (isBare(eraser) || fleetingStores.includes(eraser.store)) continue;
        // What a former erasure keeps is under a key of its own, and needs nobody here.
        if ((await countToErase(eraser, person)) > 0) return;
      }
      const context = { stillOurs: () => Promise.resolve(), signal: new AbortController().signal, erasedFrom: 0 };
      for (const eraser of register.erasers.filter(isBare)) await eraser.erase(person, null, context);
    },
  };
}
