import { type Ground } from '../../domain/ground.ts';
import { type CopyTexts } from './texts.ts';

const grounds: Readonly<Record<Ground, string>> = {
  legal_duty: 'the law says so',
  legal_claims: 'an open legal matter',
  fraud_prevention: 'to prevent fraud',
  contract: 'your contract is still running',
};

export const english: CopyTexts = {
  fromWhom: ({ businessName }) =>
    `Most of it comes from you and from WhatsApp, when you wrote to ${businessName}. The rest was noted by ${businessName}.`,
  toWhom: ({ businessName }) => [
    businessName,
    `the provider that runs this service for ${businessName}`,
    'WhatsApp (Meta), which carries the messages',
  ],
  yourRights:
    'You may have it corrected, restricted or deleted, and object to its use. Just write in the chat. You may also complain to your data protection authority.',
  decisions: 'No machine takes decisions about you here.',
  howLong: {
    untilErased: 'Until you have it deleted.',
    days: ({ days }) => `For ${days} days.`,
    words: ({ days }) => `The words of a message for ${days} days.`,
    byItself: 'By itself, some weeks after it was answered.',
    kept: ({ days, ground }) => `After a deletion some may stay for ${days} days: ${grounds[ground]}.`,
  },
  own: {
    corrections: {
      what: 'What you asked to have corrected',
      why: 'So that the business can put it right and you can ask how it stands.',
    },
    relays: {
      what: 'What you asked of other businesses on this number',
      why: 'So that it can be passed on and you can ask how it stands.',
    },
  },
  page: {
    title: 'Your data',
    intro: 'This is the copy you asked for. It opens once: save it before you leave this page.',
    button: 'Open my copy',
    saveJson: 'Save for machines (JSON)',
    savePage: 'Save to read (page)',
    reference: 'Reference',
    incomplete: 'This link is not complete. Open it from the chat again.',
    wrongKey: 'This link is not right. Open it from the chat again.',
    gone: 'This copy was opened already, or its time is over. You can ask for a new one in the chat.',
    unreachable: 'That did not work. Check your connection and try again.',
    needsScript: 'This page needs JavaScript to open the copy with the key of your link.',
    opening: 'Opening …',
    empty: 'Nothing.',
    file: 'A file',
    until: ({ until }) => `It can be opened until ${until}.`,
    labels: {
      at: 'When',
      direction: 'From',
      type: 'Kind',
      text: 'Words',
      names: 'Names',
      email: 'E-mail',
      attributes: 'Notes',
      createdAt: 'Since',
      updatedAt: 'Changed',
      template: 'Template',
      language: 'Language',
      state: 'Choice',
      source: 'How',
      proof: 'Proof',
      kind: 'Kind',
      mimeType: 'Format',
      bytes: 'File',
      category: 'About',
      origin: 'Way',
      statuses: 'Delivery',
      phones: 'Your numbers',
      businessScopedUserIds: 'WhatsApp ids',
      usernames: 'User names',
      reference: 'Reference',
      field: 'What',
      value: 'Right is',
      reason: 'Answer',
      dueAt: 'To be answered by',
      businesses: 'Businesses',
      about: 'About you',
      mandate: 'For whom you ask',
    },
  },
};
