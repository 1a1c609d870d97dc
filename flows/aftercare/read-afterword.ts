import { type Locale } from '../../src/domain/locale.ts';
import { type ReadableMessage } from '../flow.ts';
import { hear } from '../heard.ts';
import { isOnlyEmoji, isOnlyThanks } from './thanks.ts';

/** What can be answered without making anybody of whoever said it. */
export type Afterword =
  | { readonly kind: 'thanks' }
  /** An emoji, a reaction, a sticker: kindest left as it is. */
  | { readonly kind: 'nod' }
  | { readonly kind: 'status'; readonly reference: string | null }
  | { readonly kind: 'reference-unreadable' };

/** What was said after all was done, and the languages it was said in; `null`: something that a chat begins with. */
export function readAfterword(
  message: ReadableMessage,
): { readonly said: Afterword; readonly spoken: readonly Locale[] } | null {
  if (message.kind === 'text' && isOnlyEmoji(message.text)) return { said: { kind: 'nod' }, spoken: [] };
  if (message.kind === 'text' && isOnlyThanks(message.text)) return { said: { kind: 'thanks' }, spoken: [] };
  const { heard, spoken } = hear(message, { offered: [], question: 'none' });
  switch (heard.kind) {
    case 'reaction':
      return { said: { kind: 'nod' }, spoken };
    case 'unreadable':
      return heard.what === 'sticker' ? { said: { kind: 'nod' }, spoken } : null;
    case 'reference-unreadable':
      return { said: { kind: 'reference-unreadable' }, spoken };
    case 'wish':
      return heard.wish === 'status' ? { said: { kind: 'status', reference: heard.reference }, spoken } : null;
    case 'language':
    case 'hint':
    case 'words':
    case 'foreign-choice':
      return null;
  }
}
