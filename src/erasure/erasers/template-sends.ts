import { type Locale } from '../../domain/locale.ts';
import { type Eraser, type StoreDescription } from '../eraser.ts';
import { createPersonBoundEraser, type PersonBoundRows } from '../person-bound-eraser.ts';

const texts: Readonly<Record<Locale, StoreDescription>> = {
  en: {
    what: 'The list of notices sent to you',
    why: 'So that the business knows which prepared messages you got.',
    onErase: 'The whole list is deleted.',
  },
  fr: {
    what: 'La liste des avis qu’on vous a envoyés',
    why: 'Pour que l’entreprise sache quels messages préparés vous avez reçus.',
    onErase: 'Toute la liste est effacée.',
  },
  ar: {
    what: 'قائمة الإشعارات المرسلة إليك',
    why: 'لتعرف الشركة أي رسائل جاهزة وصلتك.',
    onErase: 'تحذف القائمة كلها.',
  },
  es: {
    what: 'La lista de avisos que te enviaron',
    why: 'Para que la empresa sepa qué mensajes preparados recibiste.',
    onErase: 'Se borra la lista entera.',
  },
  pt: {
    what: 'A lista de avisos enviados a você',
    why: 'Para a empresa saber quais mensagens prontas você recebeu.',
    onErase: 'A lista inteira é apagada.',
  },
};

/** Erases which templates a person was sent. @param rows `template_sends`, dated by `at`. */
export function createTemplateSendsEraser(rows: PersonBoundRows): Eraser {
  return createPersonBoundEraser({ store: 'template_sends', covers: ['template_sends'], texts, rows });
}
