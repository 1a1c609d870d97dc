import { type AftercareTexts } from './texts.ts';

export const french: AftercareTexts = {
  welcome: 'Avec plaisir. Prenez soin de vous !',
  deleted: ({ businessName, day }) =>
    `${businessName} a supprimé toutes vos données le ${day}.\nVotre référence est dans mon dernier message.`,
};
