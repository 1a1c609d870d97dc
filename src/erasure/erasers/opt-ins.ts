import { type Locale } from '../../domain/locale.ts';
import { type IdentitySet } from '../../domain/subject.ts';
import { chunkRows, eraseInChunks } from '../erase-in-chunks.ts';
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

/** A person's wishes but for the refusals in force. Implemented by src/stores/past-wishes.ts. */
export interface PastWishes {
  /** Deletes them, and older than a moment where one is given (milliseconds), at most `limit` at a time; says how many. */
  deleteInChunks(person: IdentitySet, limit: number, olderThan: number | null): AsyncGenerator<number, void, undefined>;
  /** How many are left: another way than deleting goes. */
  residue(person: IdentitySet, olderThan: number | null): Promise<number>;
  /** How many refusals are in force. */
  countInForce(person: IdentitySet): Promise<number>;
}

/**
 * Erases records of a person's wishes. As a part they go but for the latest of a kind that refuses: whoever wants the record of what
 * they agreed to erased does not want advertising again, or their data used again (GDPR 18, 21(3)).
 * @param rows `opt_ins`, dated by `at`.
 */
export function createOptInsEraser(rows: PersonBoundRows, past: PastWishes): Eraser {
  return {
    ...createPersonBoundEraser({ store: 'opt_ins', covers: ['opt_ins'], texts, rows }),
    part: {
      erase: (person, olderThan, context) => eraseInChunks(past.deleteInChunks(person, chunkRows, olderThan), context),
      scan: (person, olderThan) => past.residue(person, olderThan),
      countInForce: (person) => past.countInForce(person),
    },
  };
}
