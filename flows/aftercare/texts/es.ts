import { type AftercareTexts } from './texts.ts';

export const spanish: AftercareTexts = {
  welcome: 'De nada. ¡Cuídese!',
  deleted: ({ businessName, day }) =>
    `${businessName} eliminó sus datos el ${day}.\nLo que deba quedarse, si lo hay, sigue ahí.\n¿Tiene una referencia? Escríbala aquí.`,
};
