import { correctionFields, correctionRefusals } from '../../src/domain/correction.ts';
import { grounds, refusalGrounds } from '../../src/domain/ground.ts';
import { type Locale } from '../../src/domain/locale.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { dayInWords, inWords, isolate } from '../../flows/phrasing.ts';

const reference = 'ER-7K3M-92QF-4D1X';
const until = '2030-12-31T00:00:00.000Z';
const invoices: Readonly<Record<Locale, string>> = {
  en: 'Invoices',
  fr: 'Factures',
  ar: 'الفواتير',
  es: 'Facturas',
  pt: 'Notas fiscais',
};
const messages: Readonly<Record<Locale, string>> = {
  en: 'Your messages',
  fr: 'Vos messages',
  ar: 'رسائلك',
  es: 'Tus mensajes',
  pt: 'Suas mensagens',
};
const days: Readonly<Record<Locale, string>> = {
  en: '31 December 2030',
  fr: '31 décembre 2030',
  ar: '31 ديسمبر 2030',
  es: '31 de diciembre de 2030',
  pt: '31 de dezembro de 2030',
};
const copyUrl = 'https://oubli.example.org/c/2uWk0bT5nXgq1sYl8h3ZrA#key';
const authority = { name: 'CNIL', site: 'https://www.cnil.fr' };
const receipt = {
  url: `https://oubli.example.org/r/${reference}`,
  claimSecret: '00000-11111-22222-33333-444444',
};

/** Pieces that stand in a text in their own direction whatever the language: names, references, codes, addresses. */
export const foreignPieces: readonly string[] = [
  'Café Lumière',
  'Ana Fictive',
  authority.name,
  authority.site,
  copyUrl,
  reference,
  '482913',
  receipt.url,
  receipt.claimSecret,
];

/** What each fact of a text may be. A text is shown once for each, so that every way it can read is seen. */
export function samplesIn(locale: Locale): Readonly<Record<string, readonly unknown[]>> {
  const protection = protectionTexts[locale];
  const kept = { what: invoices[locale], ground: 'legal_duty', until };
  return {
    businessName: ['Café Lumière'],
    first: [dayInWords(locale, '2023-05-03T00:00:00.000Z')],
    second: [dayInWords(locale, '2023-03-05T00:00:00.000Z')],
    reference: [reference],
    code: ['482913'],
    digits: [6],
    minutes: [inWords(locale, 'minute', 10)],
    days: [inWords(locale, 'day', 5)],
    url: [copyUrl],
    phrase: [`${deletionTexts[locale].phraseWords} 482913`],
    list: [`• ${isolate('Café Lumière')}`],
    about: [isolate('Ana Fictive'), null],
    told: ['…'],
    why: [protection.why['key-changed']],
    complaint: [protection.complaint({ authority })],
    authority: [authority, null],
    words: ['…', null],
    right: ['erasure', 'access'],
    because: ['complex', 'many-requests'],
    claimSecret: [receipt.claimSecret],
    field: correctionFields,
    value: ['Ana Fictive'],
    reason: correctionRefusals,
    lines: [[{ at: '2026-03-01T00:00:00.000Z', isIn: true, source: 'chat' }], []],
    wait: [inWords(locale, 'hour', 48)],
    day: [days[locale]],
    triesLeft: [1, 2],
    channel: ['template', 'email'],
    human: ['here', 'elsewhere', null],
    contact: [isolate('privacy@example.org'), null],
    isVoice: [true, false],
    isDeleting: [false, true],
    adsAreStopped: [false, true],
    group: ['needs-code', 'waiting', 'on-hold', 'deleting', 'delayed', 'done', 'ended', 'gave-way'],
    instead: [null],
    what: [invoices[locale]],
    ground: grounds,
    until: [until],
    erased: [[messages[locale]], []],
    kept: [[kept], []],
    receipt: [
      { ...receipt, isMirrored: false },
      { ...receipt, isMirrored: true },
    ],
  };
}

/** Where a fact of the same name is something else: `flow.text` → facts. */
export function exceptionsIn(locale: Locale): Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> {
  return {
    'data-deletion.codeMessage': { minutes: [10] },
    'protection.refused': { ground: refusalGrounds },
    'data-deletion.phraseMessage': { minutes: [10] },
    'data-access.codeMessage': { minutes: [10] },
    'data-access.busy': { what: ['erasure', 'part', 'copy'] },
    'data-deletion.codeExpected': { digits: [6, null] },
    'data-deletion.preview.question': { wait: [null, inWords(locale, 'hour', 48)] },
  };
}
