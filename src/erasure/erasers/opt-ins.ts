import { type Locale } from '../../domain/locale.ts';
import { type Eraser, type StoreDescription } from '../eraser.ts';
import { createPersonBoundEraser, type PersonBoundRows } from '../person-bound-eraser.ts';

const texts: Readonly<Record<Locale, StoreDescription>> = {
  en: {
    what: 'Your choices about advertising',
    why: 'So that the business writes to you only if you want it.',
    onErase: 'What you agreed to or refused is deleted.',
  },
  fr: {
    what: 'Vos choix sur la publicité',
    why: 'Pour que l’entreprise ne vous écrive que si vous le voulez.',
    onErase: 'Vos accords et vos refus sont effacés.',
  },
  ar: {
    what: 'اختياراتك بشأن الإعلانات',
    why: 'حتى لا تكتب لك الشركة إلا إذا أردت.',
    onErase: 'يحذف ما وافقت عليه وما رفضته.',
  },
  es: {
    what: 'Tus decisiones sobre publicidad',
    why: 'Para que la empresa te escriba solo si quieres.',
    onErase: 'Se borra lo que aceptaste y lo que rechazaste.',
  },
  pt: {
    what: 'Suas escolhas sobre publicidade',
    why: 'Para a empresa só escrever para você se você quiser.',
    onErase: 'O que você aceitou e o que recusou é apagado.',
  },
};

/** Erases records of a person's wishes. @param rows `opt_ins`, dated by `at`. */
export function createOptInsEraser(rows: PersonBoundRows): Eraser {
  return createPersonBoundEraser({ store: 'opt_ins', covers: ['opt_ins'], texts, rows });
}
