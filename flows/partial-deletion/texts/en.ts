import { type PartTexts } from './texts.ts';

export const english: PartTexts = {
  goes: 'This will be deleted, and nothing else:',
  question: 'Delete it? It cannot be undone. I will send you a code first.',
  media: 'your photos, voice notes and files',
  consents: 'the record of what you agreed to',
  before: ({ day }) => `messages, files and sent templates from before ${day}`,
  dates: {
    either: ({ first, second }) => `Do you mean ${first} or ${second}? Tap one, or write the month as a word.`,
    notPast: 'That day is not over yet. Please write a day that has passed.',
    unreadable: 'I could not read that date. Write it like 3 May 2023, March 2024 or 2 years ago.',
  },
  talk: {
    intentReminder: 'Shall I delete it? Tap a button, or write YES or CANCEL.',
    nothingDeleted: 'Fine, I stopped. Nothing was deleted.',
    started: ({ reference }) => `The code is right. I am deleting it now.\nYour reference: ${reference}`,
    running: ({ reference }) => `It is being deleted. I will write here when it is done.\nYour reference: ${reference}`,
  },
  news: {
    blocked: ({ reference }) =>
      `Deleting this part takes longer than planned. People are looking at it now.\nYou need not do anything.\nYour reference: ${reference}`,
    waiting: ({ reference, day }) =>
      `The part that you chose will be deleted on ${day}. The rest stays.\nWas it not you, or did you change your mind? Write CANCEL.\nYour reference: ${reference}`,
    waitingLine: ({ day }) => `The part that you chose will be deleted on ${day}. Write CANCEL to stop it.`,
  },
  standing: { deleting: 'The part that you chose is being deleted now. The rest stays.' },
  done: ({ reference }) => `Done, and we checked. The rest of your data stays.\nYour reference: ${reference}`,
  doneButKept: ({ reference }) =>
    `Done, and we checked. Something had to stay. I told you what and why.\nYour reference: ${reference}`,
  refusalStays: 'A no to advertising, or a pause, that is in force stays noted. So the business keeps to it.',
};
