import { type HoldGround } from '../../../src/domain/ground.ts';
import { bullets, dayInWords, inWords } from '../../phrasing.ts';
import { type DeletionTexts, type KeptLine, type StatusGroup } from './texts.ts';

const grounds: Readonly<Record<HoldGround, string>> = {
  legal_duty: 'the law says so',
  legal_claims: 'an open legal matter',
  fraud_prevention: 'to prevent fraud',
  contract: 'your contract is still running',
  identity_doubt: 'to be sure that it is you',
};

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'It waits for your code. Nothing is deleted yet.',
  waiting: 'It is confirmed. Deleting has not started yet.',
  'on-hold': 'It is paused. The business told you why in writing.',
  deleting: 'Your data is being deleted now.',
  delayed: 'It takes longer than planned. People are working on it.',
  done: 'Your data is deleted.',
  ended: 'It has ended. Nothing was deleted.',
  'gave-way': 'It made way for your request to delete everything.',
};

function kept({ what, ground, until }: KeptLine): string {
  return `${what}: until ${dayInWords('en', until)}, ${grounds[ground]}`;
}

export const english: DeletionTexts = {
  labels: { confirm: 'Yes, delete', cancel: 'Cancel', resend: 'New code', notMe: 'It was not me' },
  preview: {
    opening: ({ businessName }) => `You can have ${businessName} delete your data.`,
    goes: 'This will be deleted:',
    goesAll: 'Everything linked to you in this service.',
    stays: 'This has to stay for now:',
    kept,
    outOfReach: 'I cannot reach:',
    outOfReachLines: ({ businessName }) => [
      'this chat on your own phone',
      `copies ${businessName} keeps elsewhere; they will be told`,
      'what WhatsApp (Meta) stores, up to 30 days',
    ],
    question: ({ wait }) =>
      wait === null
        ? 'Delete it? It cannot be undone. I will send you a code first.'
        : `Delete it? It cannot be undone. I will send you a code first.\nIt starts ${wait} after the code. You can cancel until then.`,
    questionFollows: 'My question follows.',
  },
  intentReminder: 'Shall I delete your data? Tap a button, or write YES or CANCEL.',
  nothingDeleted: 'Fine, I stopped. Nothing was deleted.',
  oneMoment: 'One moment, please. I am on it.',
  codeSent: ({ channel, digits, minutes }) =>
    `${channel === 'email' ? 'I sent you a code by e-mail.' : 'I sent you a code.'}\nType its ${digits} digits here within ${minutes}.\nDo not share it. Nobody will ask you for it.`,
  codeExpected: ({ digits }) =>
    digits === null ? 'Please type the code you received.' : `Please type the ${digits} digits of your code here.`,
  codeExpired: 'That code has run out. Would you like a new one?',
  codeWrong: ({ triesLeft }) =>
    `That code is not right. ${triesLeft === 1 ? 'You have one more try.' : `You have ${triesLeft} more tries.`}`,
  codeVoid: 'That code no longer works. Would you like a new one?',
  identityChanged:
    'Your number or phone changed. To protect you, the old code no longer counts.\nShall I send a new one?',
  notIssued: {
    tooSoon: ({ wait }) => `I sent a code a moment ago. If it does not come, ask again in ${wait}.`,
    dailyLimit: ({ wait, reference }) =>
      `That was the last code for now. You can ask again in ${wait}.\nYour request stays open: ${reference}`,
    noChannel: ({ businessName, reference }) =>
      `I have no way to send you a code. Please contact ${businessName}.\nGive them this reference: ${reference}`,
    failed: 'The code could not be sent. Nothing is lost. Please ask for a new one.',
    unknown: 'A code may have been sent. If it did not arrive, ask for a new one.',
  },
  locked: ({ wait, reference }) =>
    `There were too many wrong codes. To protect you, I wait ${wait}.\nYour request is not lost: ${reference}\nAfter that, ask for a new code here.`,
  lockOver: 'You can try again now. Shall I send a new code?',
  started: ({ reference }) =>
    `The code is right. Your data is being deleted now.\nYour reference: ${reference}\nI will write here when it is done.`,
  startsLater: ({ reference, day }) =>
    `The code is right. Deleting starts on ${day}.\nYour reference: ${reference}\nUntil then you can write CANCEL.`,
  running: ({ reference }) =>
    `Your deletion is under way. I will write here when it is done.\nYour reference: ${reference}\nWrite STATUS to see how it stands.`,
  cancelling: 'I am stopping it. One moment, please.',
  cancelled: ({ reference }) => `Your request is cancelled. Nothing was deleted.\nReference: ${reference}`,
  cancelledNotMe: ({ reference }) =>
    `Thank you for telling me. I stopped the request. Nothing was deleted.\nDo not share codes with anyone.\nReference: ${reference}`,
  cannotCancel: ({ reference }) =>
    `It is too late to stop. Your data is already being deleted.\nYour reference: ${reference}`,
  status: ({ reference, group, day, instead = null }) =>
    `Request ${reference}\n${instead ?? standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nExpected by ${day}.`}`,
  doneButKept: ({ reference }) => `Request ${reference}\nYour data is deleted, but for what has to stay.`,
  phraseWords: 'DELETE MY DATA',
  phraseMessage: ({ phrase, minutes }) =>
    `To confirm, type these words and numbers here:\n${phrase}\nThey count for ${inWords('en', 'minute', minutes)}. Was it not you? Write NOT ME.`,
  phraseExpected: 'Please type the words with their numbers, as I wrote them.',
  numberNeeded:
    'I can only send a code to your number, and I cannot see it.\nTap the button below to share it with me.\nOr write CANCEL. Then nothing is deleted.',
  codeMessage: ({ code, minutes }) =>
    `Your code to delete your data: ${code}\nType it here within ${inWords('en', 'minute', minutes)}.\nDo not share it. Was it not you? Write NOT ME.`,
  progress: () => 'Still deleting. This takes a little longer. I will write here when it is done.',
  paused: ({ reference, ground, day }) =>
    `Request ${reference} is paused: ${grounds[ground]}.\nIt goes on by itself on ${day}, or sooner.\nYou need not do anything. Questions? Write HUMAN.`,
  blocked: ({ reference }) =>
    `Deleting takes longer than planned. People are looking at it now.\nYou need not do anything.\nYour reference: ${reference}`,
  farewell: ({ reference, businessName, erased, kept: keptLines, receipt }) =>
    [
      `Done. ${businessName} has deleted your data, and we checked.`,
      ...(erased.length === 0 ? [] : [`\nDeleted:\n${bullets(erased)}`]),
      ...(keptLines.length === 0 ? [] : [`\nKept for now:\n${bullets(keptLines.map(kept))}`]),
      `\nYour reference: ${reference}`,
      `\nYour signed receipt, which anyone can check: ${receipt.url}`,
      receipt.isMirrored
        ? `Your secret for it: ${receipt.claimSecret}\nIt shows that the receipt is yours. The business sees this chat on its phone, too.`
        : `Your secret for it: ${receipt.claimSecret}\nOnly you have it. It shows that the receipt is yours.`,
      `This chat on your phone is yours to delete. Take care!`,
    ].join('\n'),
};
