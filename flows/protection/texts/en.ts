import { type RefusalGround } from '../../../src/domain/ground.ts';
import { type Right } from '../../../src/domain/request.ts';
import { type ProtectionTexts } from './texts.ts';

const grounds: Readonly<Record<RefusalGround, string>> = {
  legal_duty: 'The law says this data must be kept.',
  legal_claims: 'The data is needed for an open legal matter.',
  fraud_prevention: 'The data is needed to prevent fraud.',
  contract: 'Your contract is still running.',
  unfounded: 'They say the request has no basis.',
  excessive: 'They say you asked too often.',
  not_the_person: 'They are not sure that it is you.',
};

const nothing: Readonly<Record<Right, string>> = {
  erasure: 'Nothing was deleted.',
  access: 'No copy was made.',
};

export const english: ProtectionTexts = {
  why: {
    'slow-path': 'I wait a week because no code was typed.',
    'not-me': 'I wait because somebody wrote from here that it was not them.',
    'key-changed': 'I wait because WhatsApp is new on this phone.',
    'name-changed': 'I wait because your number changed a short while ago.',
    'rival-request': 'I wait because somebody else asked under the same number.',
    'failed-codes': 'I wait because many wrong codes were typed.',
    'first-contact': 'I wait because you wrote here for the first time just now.',
    'no-baseline': 'I wait because I cannot yet tell that this phone is yours.',
    'chat-code': 'I wait because the code came in this same chat.',
  },
  startsLater: ({ reference, day, why }) =>
    `The code is right. Deleting starts on ${day}.\n${why}\nUntil then you can write CANCEL.\nYour reference: ${reference}`,
  waiting: ({ reference, day }) =>
    `Your data will be deleted on ${day}.\nWas it not you, or did you change your mind? Write CANCEL.\nYour reference: ${reference}`,
  waitingLine: ({ day }) => `Your data will be deleted on ${day}. Write CANCEL to stop it.`,
  noCode: {
    budget: ({ reference }) => `I cannot send a code right now.\nYour request is not lost: ${reference}`,
    'no-channel': ({ reference }) => `I have no way to send you a code.\nYour request is not lost: ${reference}`,
    'no-number': ({ reference }) => `Your number stays hidden.\nYour request is not lost: ${reference}`,
  },
  withoutNumber: {
    hint: 'Would you rather not share it? Write NO. It works without, only slower.',
    offer:
      'That is fine. I can delete without your number, but it takes a week.\nI remind you every day, and CANCEL stops it.\nSharing your number above is quicker. Shall I wait a week instead?',
    wait: 'Wait a week',
  },
  slowPath: ({ day }) =>
    `It works without a code too, only slower. Deleting starts on ${day}.\nI remind you every day. Write CANCEL to stop it.`,
  slowOver: ({ reference }) =>
    `The week is over and nobody cancelled. Your data is being deleted now.\nYour reference: ${reference}`,
  slowOverLine: 'The week is over and nobody cancelled. Your data is being deleted now.',
  slowOverLater: ({ reference, day }) =>
    `The week is over and nobody cancelled. Deleting starts on ${day}.\nUntil then you can write CANCEL.\nYour reference: ${reference}`,
  slowOverLaterLine: ({ day }) => `The week is over. Deleting starts on ${day}. Write CANCEL to stop it.`,
  heldUp: ({ reference }) =>
    `Very many people asked at once, so people look at it first.\nYour request is safe, and it goes on by itself.\nYou can still write CANCEL.\nYour reference: ${reference}`,
  heldUpLine: 'Very many people asked at once, so deleting takes a little longer.',
  extended: ({ reference, day, because, complaint }) =>
    `Your request takes longer than a month. It will be done by ${day}.\n${because === 'complex' ? 'The reason: it is a difficult case.' : 'The reason: there are very many requests.'}\n${complaint}\nYour reference: ${reference}`,
  extendedLine: ({ day }) => `Your request takes longer than a month. It will be done by ${day}.`,
  refused: ({ reference, right, businessName, ground, words, complaint }) =>
    `${businessName} refused your request. ${nothing[right]}\n${grounds[ground]}${words === null ? '' : `\nTheir words: ${words}`}\n${complaint}\nYour reference: ${reference}`,
  refusedLine: 'Your request was refused. Write here to read why, and what you can do.',
  farewellLine: ({ url, claimSecret }) =>
    `Your data is deleted, and we checked. Receipt: ${url} Secret for it: ${claimSecret}`,
  logged: {
    erasure: ({ businessName, day }) =>
      `${businessName} got a request in your name on ${day}.\nShould your data be deleted? Write DELETE here and confirm it.\nUnless you ask here, nothing is deleted. Not yours? Then do nothing.`,
    access: ({ businessName, day }) =>
      `${businessName} got a request in your name on ${day}.\nDo you want a copy of your data? Write here: send me my data. You get a code first.\nNot yours? Then do nothing.`,
  },
  loggedBesides: ({ businessName, day }) => `${businessName} got a request in your name on ${day}.`,
  loggedLine: 'A request came in your name. Write here to confirm it. Not yours? Then do nothing.',
  loggedStanding: ({ reference, day }) => `Request ${reference}\nAnswer due by: ${day}.`,
  complaint: ({ authority }) =>
    `${authority === null ? 'You can complain to the data protection authority of your country.' : `You can complain to ${authority.name}: ${authority.site}`}\nYou can also go to court.`,
};
