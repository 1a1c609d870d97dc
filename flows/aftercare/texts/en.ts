import { type AftercareTexts } from './texts.ts';

export const english: AftercareTexts = {
  welcome: 'You are welcome. Take care!',
  deleted: ({ businessName, day }) =>
    `${businessName} deleted all your data on ${day}.\nYour reference is in my last message to you.`,
};
