import { type RouteBTexts } from './texts.ts';

export const english: RouteBTexts = {
  who: 'I can ask businesses that you wrote to on WhatsApp to delete your data.\nIs this about you?',
  me: 'Yes, about me',
  somebodyElse: 'Somebody else',
  skip: 'Leave it out',
  confirm: 'Yes, ask them',
  confirmMandate: 'Yes, pass it on',
  whichBusinesses:
    'Which businesses did you write to?\nWrite their names, one on each line or with commas. Five at most.',
  about: 'What is your full name, and around when did you write to them?\nFor example: Ana Silva, spring 2024.',
  tooMany: 'That is a lot at once. Please write five at most. You can ask again afterwards.',
  tooLong: 'That is too long for me. Please write it shorter.',
  otherNumber:
    'I see a long number. I can only ask for the number that you write from.\nFor another number, tap “Somebody else”, and a human helps.\nWrite dates with words, like March 2024.',
  statement: ({ list, about }) =>
    [
      'I will ask:',
      list,
      ...(about === null ? [] : [`About you: ${about}`]),
      '',
      'Your statement: “This is my number. Please delete what you hold about me.”',
      'Shall I ask? I will send you a code first.',
    ].join('\n'),
  talk: {
    intentReminder: 'Shall I ask them? Tap a button, or write YES or CANCEL.',
    nothingDeleted: 'Fine, I stopped. Nobody was asked.',
    started: () => 'The code is right. I am asking now.',
    startsLater: () => 'The code is right. I am asking now.',
    running: () => 'I am asking now. Your references come here in a moment.',
  },
  handedOver: ({ list, day }) =>
    `The code is right, and I passed it on. Your references:\n${list}\n${
      day === '' ? '' : `You get an answer by ${day}. `
    }To see how it stands, write STATUS and the reference.`,
  slowPath: ({ day }) =>
    `It works without a code too, only slower. I ask them on ${day}.\nI remind you every day. Write CANCEL to stop it.`,
  waiting: ({ reference, day }) =>
    `I ask the businesses on ${day}.\nWas it not you, or did you change your mind? Write CANCEL.\nYour reference: ${reference}`,
  waitingLine: ({ day }) => `I ask the businesses on ${day}. Write CANCEL to stop it.`,
  slowOver: ({ list, day }) =>
    `The week is over and nobody cancelled. I asked them. Your references:\n${list}\n${day === '' ? '' : `You get an answer by ${day}. `}To see how it stands, write STATUS and the reference.`,
  slowOverLine: 'The week is over and nobody cancelled. I asked the businesses.',
  takenBack: {
    cancelled: 'I took these back. Nothing is deleted there:',
    told: 'Somebody looks at these already. I told them to stop:',
    'too-late': 'Too late for these. Deleting has begun there:',
    notMe: 'Thank you for telling me. Do not share codes with anyone.',
  },
  passedOn: ({ reference, day }) =>
    `Request ${reference}\nOur team is passing it on.${day === '' ? '' : ` You get an answer by ${day}.`}`,
  nothingHeld: ({ reference, day }) =>
    `Request ${reference}\nI hold nothing about you for this business. I told them all the same.${day === '' ? '' : `\nThey answer you by ${day}.`}`,
  answered: ({ reference }) => `Request ${reference}\nThis was answered. Did nothing reach you? Write HUMAN.`,
  mandateAsk:
    'I am glad to pass that on to a human.\nWrite in one message who you are and for whom you ask.\nAdd why you may, for example as a parent, and which business it is.',
  mandateReadBack: ({ told }) => `I will pass this on:\n${told}\nShall I?`,
  mandatePassed: ({ reference, day }) =>
    `I passed it on. A human checks that you may ask for this person.\nThe person is told as well. Nothing is deleted before that.\n${
      day === '' ? '' : `You get an answer by ${day}.\n`
    }Your reference: ${reference}`,
  mandateTooOften: 'You asked several times today. Those requests are with our team. Please write again tomorrow.',
  stopped: 'Fine, I stopped. Nobody was asked.',
};
