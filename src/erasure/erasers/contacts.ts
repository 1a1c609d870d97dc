import { type Locale } from '../../domain/locale.ts';
import { type Eraser, type StoreDescription } from '../eraser.ts';
import { createPersonBoundEraser, type PersonBoundRows } from '../person-bound-eraser.ts';

const texts: Readonly<Record<Locale, StoreDescription>> = {
  en: {
    what: 'Your contact card',
    why: 'So that the business knows whom it is talking to.',
    onErase: 'Your name, e-mail address and notes about you are deleted.',
  },
  fr: {
    what: 'Votre fiche de contact',
    why: 'Pour que l’entreprise sache à qui elle parle.',
    onErase: 'Votre nom, votre e-mail et les notes sur vous sont effacés.',
  },
  ar: {
    what: 'بطاقة الاتصال الخاصة بك',
    why: 'لتعرف الشركة مع من تتحدث.',
    onErase: 'يحذف اسمك وبريدك الإلكتروني والملاحظات عنك.',
  },
  es: {
    what: 'Tu ficha de contacto',
    why: 'Para que la empresa sepa con quién habla.',
    onErase: 'Se borran tu nombre, tu correo y las notas sobre ti.',
  },
  pt: {
    what: 'Seu cadastro de contato',
    why: 'Para a empresa saber com quem está falando.',
    onErase: 'Seu nome, seu e-mail e as anotações sobre você são apagados.',
  },
};

/** Erases what is known of a person. @param rows `contacts`, dated by `updatedAt`. */
export function createContactsEraser(rows: PersonBoundRows): Eraser {
  return createPersonBoundEraser({ store: 'contacts', covers: ['contacts'], texts, rows });
}
