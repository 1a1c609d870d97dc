import { type ReceptionTexts } from './texts.ts';

export const english: ReceptionTexts = {
  labels: {
    delete: 'Delete my data',
    human: 'Talk to a person',
    rights: 'My rights',
    language: 'Language',
    help: 'Help',
    status: 'My request',
    stop: 'No more ads',
  },
  menu: ({ businessName }) =>
    `Hello! This is the privacy line of ${businessName}.\nI can delete what they hold about you.\nTap a button, or write DELETE.`,
  offerDeletion: ({ businessName }) =>
    `Would you like ${businessName} to delete your data?\nNothing happens until you tap the button.`,
  offerStop: ({ businessName }) => `Would you like no more ads from ${businessName}?\nTap the button, or write STOP.`,
  help: ({ businessName, human }) =>
    [
      `You can write these words at any time:`,
      `• DELETE: ${businessName} deletes your data`,
      `• STATUS: how your request stands`,
      `• CANCEL: stop your request`,
      ...(human === 'here' ? [`• HUMAN: a person will reply`] : []),
      ...(human === 'elsewhere' ? [`• HUMAN: how to reach a person`] : []),
      `• LANGUAGE: another language`,
      `• STOP: no more ads`,
      `For what WhatsApp itself holds: its settings, Account, Request account info.`,
    ].join('\n'),
  cannotRead: ({ isVoice }) =>
    isVoice
      ? 'Thanks! I cannot listen to voice notes yet. Please write it in a few words.'
      : 'Thanks! I can only read text. Please write it in a few words.',
  codeNotExpected: 'Thanks, but I do not need a code right now.',
  oldButton: 'That button is from before. Here is where we are now.',
  nothingToCancel: 'There is nothing to cancel. No deletion is under way in this chat.',
  growsQuiet: 'I will be quiet for a while now. DELETE, CANCEL, STATUS and STOP still work.',
  rights: {
    body: 'What would you like to do?',
    button: 'Choose',
    access: 'A copy of my data',
    part: 'Delete only a part',
    consents: 'What I agreed to',
    correct: 'Correct something',
    restrict: 'Pause use of my data',
  },
  parts: {
    body: 'What should be deleted? The rest stays.\nYou can also write a date: what is older goes.',
    button: 'Choose',
    media: 'Photos and files',
    month: 'Older than a month',
    year: 'Older than a year',
    consents: 'What I agreed to',
  },
  languageList: { body: 'Which language would you like?', button: 'Choose' },
  languageChanged: 'Done. I will write in English.',
  humanTold: ({ businessName }) => `I have told the team at ${businessName}. A person will write to you here.`,
  humanNotTold: ({ businessName, contact }) =>
    `I could not reach the team at ${businessName} just now. Please try again later, or contact them directly${contact === null ? '.' : `: ${contact}`}`,
  noHuman: ({ businessName, contact }) =>
    `Nobody answers in this chat. Please contact ${businessName} directly${contact === null ? '.' : `: ${contact}`}`,
  stopped: ({ businessName, isDeleting }) =>
    `Done. ${businessName} will not send you ads any more.\n${
      isDeleting ? 'Your deletion goes on. To stop it, write CANCEL.' : 'To get them again, write START.'
    }`,
  started: ({ businessName }) => `Done. ${businessName} may send you offers again.\nTo stop them, write STOP.`,
  notStarted: ({ businessName }) =>
    `I changed nothing: a request of yours is under way.\nUntil it is over, ${businessName} sends you no offers.\nAfter that, write START again.`,
  referenceUnreadable:
    'I cannot read that reference. It looks like ER-XXXX-XXXX-XXXX. Please check it and send it again.',
  statusUnknown: 'I found no open request from you. To delete your data, write DELETE.',
};
