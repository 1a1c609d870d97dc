import { type NoticeTexts } from './texts.ts';

export const english: NoticeTexts = {
  happened: {
    'dsr.verified': 'deletion confirmed',
    'dsr.asked': 'a person asked for something besides deletion',
    'dsr.erased': 'data deleted and checked',
    'dsr.closed': 'backups are gone as well',
    'dsr.cancelled': 'deletion cancelled by the person',
    'log.head': 'head of the audit log',
    'dsr.resurrection': 'data of an erased person was found again',
    'budget.spent': 'today’s budget for paid messages is spent',
    'breaker.held': 'many deletions at once are waiting for you',
    'human.requested': 'somebody asks for a human',
    'channel.failed': 'a notice did not reach you',
    'dsr.digest': 'several notices at once',
  },
  channels: { staff: 'WhatsApp to your staff phone', email: 'e-mail', webhook: 'webhook' },
  grounds: {
    legal_duty: 'the law says so',
    legal_claims: 'an open legal matter',
    fraud_prevention: 'to prevent fraud',
    contract: 'a running contract',
  },
  labels: {
    reference: 'Reference',
    time: 'Time',
    confirmed: 'Confirmed',
    starts: 'Deleting starts',
    due: 'To be done by',
    erased: 'Deleted and checked',
    receipt: 'Signed receipt',
    head: 'Signed head',
    stores: 'Where and how much',
    held: 'Still there for a short while',
    notices: 'The notices',
  },
  verified: ({ business, confirmedBy }) => [
    confirmedBy === 'slow-path'
      ? `A person who wrote to ${business} on WhatsApp asked for their data to be deleted. No code was typed: for seven days it could be stopped in the chat, and nobody stopped it.`
      : `A person who wrote to ${business} on WhatsApp asked for their data to be deleted, and confirmed it with a code.`,
    'We delete what we store for you. You need not do anything for that.',
    'Please delete your own copies too: customer lists, orders, mailings.',
  ],
  asked: {
    copy: ({ business }) => [
      `A person who wrote to ${business} on WhatsApp asked for a copy of their data, and confirmed it with a code.`,
      'We answer for what we store for you. You need not do anything for that.',
      'Please answer for your own records too: customer lists, orders, mailings.',
    ],
    part: ({ business }) => [
      `A person who wrote to ${business} on WhatsApp had a part of their data deleted, and confirmed it with a code.`,
      'We delete that part of what we store for you. The rest stays.',
      'Please look whether you hold copies of it.',
    ],
    correction: ({ business }) => [
      `A person who wrote to ${business} on WhatsApp says that something you hold about them is wrong.`,
      'The link shows who it is and what is right. Please check, and put it right here and in your own records.',
      'Then answer with the reference, by API or with your provider. The person is waiting for it.',
    ],
    restriction: ({ business }) => [
      `A person who wrote to ${business} on WhatsApp had the use of their data paused.`,
      'We send them nothing for you until they lift it. Nothing is deleted.',
      'Please pause it in your own systems too: no mailings, no analysis, no sharing.',
    ],
    'nothing-held': ({ business }) => [
      `A person asked, by way of your provider, that ${business} deletes their data.`,
      'We store nothing about them for you. The link shows who it is.',
      'Please look in your own records: customers, orders, mailings. Then answer the person.',
    ],
    relay: () => [
      'A person asked on your own number that a business deletes their data.',
      'The business is not known here by that name, or something else of theirs is under way there.',
      'The link shows which one they mean. Please pass the request on, and answer the person in the chat.',
    ],
    mandate: () => [
      'Somebody asks on your own number for another person: as a parent, a guardian or an agent.',
      'The link shows what they wrote. Please check the mandate, and tell the person concerned.',
      'Nothing is deleted by this. Then answer in the chat.',
    ],
    logged: () => [
      'A request that came to you outside the chat, and that you noted, is nearly late.',
      'The link shows who it is. If the person has not confirmed it in the chat, please answer them the way it came.',
    ],
    'restriction-lifted': ({ business }) => [`The person lifted the pause. ${business} may use their data again.`],
  },
  erased: ({ business }) => [
    `What we stored for ${business} about this person is deleted.`,
    'Then we looked again in every place. Nothing is left but what is listed here.',
  ],
  closed: [
    'The backups from before the deletion are gone, and so are the keys of that time.',
    'This is the final receipt. There is nothing for you to do.',
  ],
  logHead: [
    'This line proves how our log of deletions stood at that time.',
    'Please just keep it. Should anybody rewrite the past, it shows.',
  ],
  cancelled: ['The person took the request back. Nothing is deleted.', 'There is nothing for you to do.'],
  resurrection: [
    'Our nightly check found data of a person whose data had been deleted. It is deleted again, and we looked again.',
    'Please check what puts people into this service: an old list, an import, another system.',
  ],
  budgetSpent: ({ limit }) => [
    `Today’s budget of ${limit} paid messages to people who ask is spent.`,
    'Nobody loses their right: they take a slower way until tomorrow. If this is not an attack, raise the budget.',
  ],
  breakerHeld: ({ limit }) => [
    `More than ${limit} deletions within an hour is unusual. The rest waits for you; nothing is lost.`,
    'If it is all right, let them go on: POST /v1/breaker/release, or ask your provider. On day 25 they go on by themselves.',
  ],
  breakerTap: {
    tapIt: 'If it is all right, tap the button and they all go on. On day 25 they go on by themselves.',
    button: 'Let them go on',
    goesOn: 'Thank you. What was waiting goes on now.',
    over: 'Nothing was changed: this button is used, or from an earlier message. Please use the newest one.',
  },
  human: [
    'Somebody in your WhatsApp chat asks to talk to a human.',
    'Please look into your inbox and answer them there.',
  ],
  channelFailed: ({ channel }) => [
    `Our notices do not reach you by this way: ${channel}.`,
    'We keep trying for three days. Please check the address and whether it takes our messages.',
  ],
  digest: ({ count }) => [`There was a lot within one hour, so here are ${count} notices together.`],
  link: {
    label: 'See whose data it is',
    note: ({ until }) =>
      `The link works until ${until}. Whoever has it can see who the person is: share it only with those who handle this request.`,
  },
  storeLine: ({ store, deleted, kept }) =>
    `${store}: ${deleted} deleted${kept === null ? '' : `, ${kept.count} kept until ${kept.until} (${kept.ground})`}`,
  held: {
    farewell: ({ until }) => `the address for our last message to the person, until ${until} at most`,
    reveal_link: ({ until }) => `the link to the person’s number that we sent you, until ${until}`,
  },
  footer: ({ business }) => `Sent automatically for ${business}. Nobody reads answers to this address.`,
  code: {
    subject: ({ business }) => `Your code for ${business}`,
    asked: {
      erasure: ({ business }) => `You asked ${business} on WhatsApp to delete your data.`,
      access: ({ business }) => `You asked ${business} on WhatsApp for a copy of your data.`,
    },
    label: 'Your code',
    typeIt: ({ minutes }) =>
      `Type it in the WhatsApp chat within ${minutes}. Do not share it. Nobody will ask you for it.`,
    notYou: {
      erasure: ({ business }) =>
        `Was it not you? Then write NOT ME in the chat, or tell ${business}. Without the code it is not over: deleting can begin after seven days.`,
      access: () => 'Was it not you? Then do nothing: without the code, nothing happens.',
    },
    footer: 'Sent automatically. Nobody reads answers to this address.',
  },
  reveal: {
    title: { erasure: 'Whose data to delete', other: 'Whom it is about' },
    intro: {
      erasure: 'This person asked for their data to be deleted. Here is how to find them in your own lists.',
      part: 'This person had a part of their data deleted; the rest stays. Here is how to find them in your own lists.',
      copy: 'This person asked for a copy of their data. Here is how to find them in your own records.',
      correction: 'This person says that something you hold about them is wrong. Here is who it is, and what is right.',
      restriction:
        'This person had the use of their data paused. Everything stays. Here is how to find them in your own systems.',
      'restriction-lifted':
        'This person lifted the pause: their data may be used again. Here is how to find them in your own systems.',
      'nothing-held':
        'This person asked, by way of your provider, for their data to be deleted. Here is how to look for them in your own records.',
      relay:
        'This person asks on your own number that a business deletes their data. Here is who it is, and which business.',
      mandate: 'This person asks on your own number for somebody else. Here is who it is, and what they wrote.',
      logged: 'A request of this person, which came by letter or e-mail, is nearly late. Here is who it is.',
    },
    until: ({ until }) => `You can open this page until ${until}.`,
    button: 'Show',
    kinds: {
      phone: 'Phone number',
      bsuid: 'WhatsApp user id',
      parent_bsuid: 'WhatsApp user id (parent account)',
      username: 'WhatsApp user name',
      asked_business: 'Business, as they named it',
      asked_about: 'About themselves',
      asked_mandate: 'For whom they ask, and why they may',
      correct_name: 'Right name',
      correct_email: 'Right e-mail address',
      correct_other: 'What is wrong, and what is right',
    },
    careful: {
      erasure: 'Please use this only to delete your copies. Do not write to the person.',
      part: 'Please use this only to delete your copies of that part. The rest stays.',
      other: 'Please use this only for this request, and for nothing else.',
    },
    incomplete: 'This link is not complete. Please open it again from our message.',
    wrongKey: 'This link does not fit. Please open it again from our message.',
    gone: 'This link no longer works, or it never was one.',
    usedUp: 'This link was opened too often. Please ask your provider, and name the reference.',
    unreachable: 'That did not work. Please try again in a moment.',
    needsScript: 'Please allow JavaScript for this page: the key in the link never leaves your browser without it.',
  },
};
