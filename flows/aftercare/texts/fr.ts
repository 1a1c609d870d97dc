import { type AftercareTexts } from './texts.ts';

export const french: AftercareTexts = {
  welcome: 'Avec plaisir. Prenez soin de vous !',
  deleted: ({ businessName, day }) =>
    `${businessName} a supprimé vos données le ${day}.\nCe qui doit rester, s’il y en a, est encore là.\nVous avez une référence ? Écrivez-la ici.`,
};
