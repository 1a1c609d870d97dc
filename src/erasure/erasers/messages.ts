import { type Locale } from '../../domain/locale.ts';
import { type Eraser, type StoreDescription } from '../eraser.ts';
import { createPersonBoundEraser, type PersonBoundRows } from '../person-bound-eraser.ts';
import { withLinkedRows } from './linked-rows.ts';

/** True whether the business keeps only the times of messages or their words as well. */
const texts: Readonly<Record<Locale, StoreDescription>> = {
  en: {
    what: 'The record of your messages',
    why: 'So that the business can see when you wrote and whether its answers arrived.',
    onErase: 'Every entry is deleted, and the words too where they were kept.',
  },
  fr: {
    what: 'L’historique de vos messages',
    why: 'Pour que l’entreprise voie quand vous avez écrit et si ses réponses sont arrivées.',
    onErase: 'Chaque entrée est effacée, et les textes aussi s’ils étaient gardés.',
  },
  ar: {
    what: 'سجل رسائلك',
    why: 'لتعرف الشركة متى كتبت وهل وصلتك ردودها.',
    onErase: 'يحذف كل ما في السجل، والنصوص أيضا إن كانت محفوظة.',
  },
  es: {
    what: 'El registro de tus mensajes',
    why: 'Para que la empresa vea cuándo escribiste y si te llegaron sus respuestas.',
    onErase: 'Se borra todo el registro, y también los textos si se guardaban.',
  },
  pt: {
    what: 'O registro das suas mensagens',
    why: 'Para a empresa ver quando você escreveu e se as respostas dela chegaram.',
    onErase: 'Todo o registro é apagado, e os textos também, se estavam guardados.',
  },
};

/** Erases the message log. @param parts `messages` and `message_contents`, both dated by `at`. */
export function createMessagesEraser(parts: {
  readonly messages: PersonBoundRows;
  readonly contents: PersonBoundRows;
}): Eraser {
  const eraser = createPersonBoundEraser({ store: 'messages', covers: ['messages'], texts, rows: parts.messages });
  return withLinkedRows(eraser, { message_contents: parts.contents });
}
