import { type Locale } from '../../../src/domain/locale.ts';
import { dayInWords, inWords } from '../../phrasing.ts';
import { type StatusGroup } from '../../data-deletion/texts/texts.ts';
import { type AccessTexts, type ConsentLine } from './texts.ts';

const locale: Locale = 'en';

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'It waits for your code. No copy is made yet.',
  waiting: 'It is confirmed. Your copy comes soon.',
  'on-hold': 'It is paused for a legal reason. You will be told why in writing.',
  deleting: 'Your copy is being made now.',
  delayed: 'It takes longer than planned. People are working on it.',
  done: 'Your copy was sent to you on WhatsApp.',
  ended: 'It has ended. No copy was made.',
  'gave-way': 'It made way for your request to delete everything.',
};

const sources: Readonly<Record<ConsentLine['source'], string>> = {
  api: 'noted by the business',
  import: 'taken over from a list',
  user_preferences: 'your WhatsApp settings',
  chat: 'said in this chat',
};

export const english: AccessTexts = {
  confirm: 'Yes, send a copy',
  preview: {
    opening: ({ businessName }) => `You can have a copy of what ${businessName} keeps about you here.`,
    holds: 'The copy holds:',
    consentsOpening: ({ businessName }) => `I can show you what you agreed to with ${businessName}, and when.`,
    delivery: ({ days }) =>
      `I send you a link to the copy. It opens once, within ${days}.\nWhoever holds this phone can open it.`,
    question: 'Shall I make it? I will send you a code first.',
  },
  talk: {
    intentReminder: 'Shall I make the copy? Tap a button, or write YES or CANCEL.',
    nothingDeleted: 'Fine, I stopped. No copy was made.',
    started: ({ reference }) => `The code is right. I am making your copy now.\nYour reference: ${reference}`,
    startsLater: ({ reference }) => `The code is right. I am making your copy now.\nYour reference: ${reference}`,
    running: ({ reference }) => `Your copy is being made. It comes here in a moment.\nYour reference: ${reference}`,
    cancelled: ({ reference }) => `Your request is cancelled. No copy was made.\nReference: ${reference}`,
    cancelledNotMe: ({ reference }) =>
      `Thank you for telling me. I stopped it. No copy was made.\nDo not share codes with anyone.\nReference: ${reference}`,
    cannotCancel: ({ reference }) => `It is too late to stop. Your copy is already made.\nYour reference: ${reference}`,
  },
  news: {
    blocked: ({ reference }) =>
      `Your copy takes longer than planned. People are looking at it now.\nYou need not do anything.\nYour reference: ${reference}`,
    waiting: ({ reference, day }) =>
      `Your copy will be made on ${day}.\nWas it not you, or did you change your mind? Write CANCEL.\nYour reference: ${reference}`,
    waitingLine: ({ day }) => `Your copy will be made on ${day}. Write CANCEL to stop it.`,
  },
  awaits: ({ reference }) => `Your copy waited for you. Its link comes in a moment.\nYour reference: ${reference}`,
  awaitsLine: 'Your copy waits for you. Write any word here, and its link comes.',
  status: ({ reference, group, day }) =>
    `Request ${reference}\n${standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nExpected by ${day}.`}`,
  codeMessage: ({ code, minutes }) =>
    `Your code for a copy of your data: ${code}\nType it here within ${inWords(locale, 'minute', minutes)}.\nDo not share it. Was it not you? Write NOT ME.`,
  ready: ({ reference, url, days }) =>
    `Your copy is ready: ${url}\nIt opens once, within ${days}. Do not share this link.\nYour reference: ${reference}`,
  empty: ({ reference, businessName }) =>
    `I looked everywhere in this service. ${businessName} keeps nothing about you here.\nYour reference: ${reference}`,
  consents: ({ reference, businessName, lines }) =>
    [
      lines.length === 0
        ? `${businessName} has no record of a wish of yours about advertising.`
        : `What you told ${businessName} about advertising:`,
      ...lines.map(
        ({ at, isIn, source }) => `• ${dayInWords(locale, at)}: ${isIn ? 'yes' : 'no'} (${sources[source]})`,
      ),
      `Your reference: ${reference}`,
    ].join('\n'),
  withheld: ({ day, businessName }) =>
    `Something about this number changed lately. To protect you, no copy leaves before ${day}.\nYou can delete your data at any time. ${businessName} can also help you.`,
  busy: ({ reference, what }) =>
    ({
      erasure: `Your data is about to be deleted, so no copy can be made now.\nWrite CANCEL to stop the deletion first.\nYour reference: ${reference}`,
      part: `Something of yours is being deleted right now. When it is done, ask again.\nYour reference: ${reference}`,
      copy: `Your copy is still being made. Once it is here, ask again.\nYour reference: ${reference}`,
    })[what],
};
