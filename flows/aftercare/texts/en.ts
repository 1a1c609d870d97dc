import { type AftercareTexts } from './texts.ts';

export const english: AftercareTexts = {
  welcome: 'You are welcome. Take care!',
  deleted: ({ businessName, day }) =>
    `${businessName} deleted your data on ${day}.\nWhat has to stay, if anything, is still there.\nDo you have a reference? Write it here.`,
};
