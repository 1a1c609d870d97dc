import { type AftercareTexts } from './texts.ts';

export const spanish: AftercareTexts = {
  welcome: 'De nada. ¡Cuídese!',
  deleted: ({ businessName, day }) =>
    `${businessName} eliminó todos sus datos el ${day}.\nSu referencia está en mi último mensaje.`,
};
