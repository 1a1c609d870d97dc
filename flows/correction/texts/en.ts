import { type CorrectionField, type CorrectionRefusal } from '../../../src/domain/correction.ts';
import { type CorrectionTexts } from './texts.ts';

const what: Readonly<Record<CorrectionField, string>> = {
  name: 'your name is',
  email: 'your e-mail address is',
  other: 'this is right',
};

const reasons: Readonly<Record<CorrectionRefusal, string>> = {
  is_right: 'they checked, and what they have is right',
  not_shown: 'they cannot tell that the new value is right',
  not_held: 'they do not have this about you',
};

export const english: CorrectionTexts = {
  confirm: 'Yes, ask for it',
  list: {
    body: 'What is wrong?',
    button: 'Choose',
    name: 'My name',
    email: 'My e-mail address',
    other: 'Something else',
  },
  ask: {
    name: 'What is your right name? Write it here.',
    email: 'What is your right e-mail address? Write it here.',
    other: 'What is wrong, and what is right? Write it in one short message.',
  },
  tooLong: 'That is too long for me. Please write it shorter.',
  noEmail: 'That does not look like an e-mail address. Please check it.',
  readBack: ({ field, value, businessName }) => `I will tell ${businessName} that ${what[field]}:\n${value}\nShall I?`,
  filed: ({ reference, businessName, day }) =>
    `I passed it on. ${businessName} has until ${day} to answer.\nYour reference: ${reference}`,
  stopped: 'Fine, I stopped. Nothing was changed.',
  waiting: ({ reference, businessName, day }) =>
    `Request ${reference}\n${businessName} has not answered yet. It has until ${day}.`,
  late: ({ reference, businessName, complaint }) =>
    `${businessName} did not answer you in time.\nI told the people who run this service.\n${complaint}\nYour reference: ${reference}`,
  done: ({ reference, businessName }) =>
    `${businessName} has put it right, as you asked.\nYour reference: ${reference}`,
  refused: ({ reference, businessName, reason }) =>
    `${businessName} did not change it: ${reasons[reason]}.\nYou may complain to your data protection authority, or go to court.\nYour reference: ${reference}`,
  restricted: ({ businessName }) =>
    `Done. ${businessName} keeps your data, but does not use it.\nNo messages come, except here about your rights.\nTo lift this, write START.`,
  unrestricted: ({ businessName, adsAreStopped }) =>
    `Done. ${businessName} may use your data again.\nTo pause it, write PAUSE.${adsAreStopped ? '\nAds stay stopped. To get them again, write START.' : ''}`,
};
