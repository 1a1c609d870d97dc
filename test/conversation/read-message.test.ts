import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { type MessageContent } from '../../src/domain/inbound.ts';
import { makeReference } from '../../src/domain/reference.ts';
import { readMessage } from '../../src/conversation/read-message.ts';

const read = (text: string, digits = 6) => readMessage({ kind: 'text', text }, digits);
const candidateOf = (text: string, digits = 6) => read(text, digits).candidate;

/** Zero of each script that phones in our languages type. */
const scripts = {
  ascii: 0x30,
  arabicIndic: 0x660,
  persian: 0x6f0,
  devanagari: 0x966,
  bengali: 0x9e6,
  fullWidth: 0xff10,
};
const inScript = (code: string, zero: number) =>
  Array.from(code, (one) => String.fromCodePoint(zero + Number(one))).join('');
const anyCode = (digits = 6) =>
  fc.integer({ min: 0, max: 10 ** digits - 1 }).map((code) => String(code).padStart(digits, '0'));
const separators = [
  '',
  ' ',
  '-',
  '.',
  '–',
  '—',
  '\u00a0',
  '\u2011',
  '\u2212',
  ' - ',
  '\n',
  '\u200f',
  '\u2066',
  ' \u200b',
];
const anyUnits = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units));

describe('a typed code (privacy.md 8.7 number 15)', () => {
  test.each(Object.entries(scripts))('is read in %s digits', (_, zero) => {
    fc.assert(fc.property(anyCode(), (code) => expect(candidateOf(inScript(code, zero))).toBe(code)));
  });

  test('is read in digits of any decimal script, also mixed', () => {
    fc.assert(
      fc.property(
        anyCode(),
        fc.array(fc.constantFrom(...Object.values(scripts)), { minLength: 6, maxLength: 6 }),
        (code, zeros) => {
          expect(candidateOf(Array.from(code, (one, at) => inScript(one, zeros[at] ?? 0x30)).join(''))).toBe(code);
        },
      ),
    );
    expect(candidateOf('߁߂߃߄߅߆')).toBe('123456'); // N'Ko
    expect(candidateOf('๑๒๓๔๕๖')).toBe('123456'); // Thai
    expect(candidateOf('𝟙𝟚𝟛𝟜𝟝𝟞')).toBe('123456'); // Double-struck: five runs of digits side by side
    expect(candidateOf('𝟣𝟤𝟯𝟺𝟧𝟨')).toBe('123456');
  });

  test('is read with spaces, dots, dashes and invisible marks between', () => {
    fc.assert(
      fc.property(
        anyCode(),
        fc.array(fc.constantFrom(...separators), { minLength: 5, maxLength: 5 }),
        (code, between) => {
          expect(candidateOf(Array.from(code, (one, at) => one + (between[at] ?? '')).join(''))).toBe(code);
        },
      ),
    );
  });

  test.each([
    ['‎482913‎', '482913'],
    ['\u2066482\u2069\u2066913\u2069', '482913'],
    ['My code is 482913.', '482913'],
    ['(482 913)', '482913'],
    ['code:482913!', '482913'],
    ['Oubli: 482913 is your code', '482913'],
    ['رمزي هو ٤٨٢٩١٣', '482913'],
    ['erreur 482913', '482913'],
    ['Ernesto 482913', '482913'],
    ['erasing? 482-913', '482913'],
    ['482913. 2 days ago', '482913'],
    ['2 codes, the last is 482913', '482913'],
    ['482913 482913', '482913'],
    ['er 482913 771204', '482913'],
    ['000000', '000000'],
  ])('%j holds one', (text, code) => {
    expect(candidateOf(text)).toBe(code);
  });

  test.each([
    'abc123',
    '48291e',
    '48291O',
    'l82913',
    'A482913',
    '482913A',
    '482913é',
    '482913ش',
    '٤٨٢٩١٣ش',
    '4829130',
    '48291',
    '482 913 0',
    '482/913',
    '482,913',
    '4 8 2 9 1',
    '+1 650 555 0100',
    '650 555 0100',
    '2026-11-24',
    '①②③④⑤⑥',
    '四八二九一三',
    'Ⅳ82913',
    '',
  ])('%j holds none: letters, other lengths, other numbers', (text) => {
    expect(candidateOf(text)).toBeNull();
    expect(read(text).message).toMatchObject({ kind: 'text', hasCode: false });
  });

  test('has as many digits as the business chose', () => {
    for (const digits of [6, 7, 8]) {
      fc.assert(
        fc.property(anyCode(digits), (code) => expect(candidateOf(code, digits)).toBe(code)),
        { numRuns: 20 },
      );
      expect(candidateOf('1'.repeat(digits - 1), digits)).toBeNull();
      expect(candidateOf('1'.repeat(digits + 1), digits)).toBeNull();
    }
  });
});

describe('what a flow sees', () => {
  const withoutMarks = (text: string) => text.replace(/[\s.\p{Pd}\u2212]/gu, '');

  test('never the digits of a code, whatever stands around it and however it is typed', () => {
    fc.assert(
      fc.property(
        ...[anyUnits, anyCode(), fc.constantFrom(...Object.values(scripts)), fc.constantFrom(...separators), anyUnits],
        (before, code, zero, separator, after) => {
          const typed = Array.from(inScript(code, zero)).join(separator);
          const { message } = read(`${before} ${typed} ${after}`);
          expect(message.kind === 'text' && withoutMarks(message.text).includes(code)).toBe(false);
          expect(message.kind === 'text' && withoutMarks(message.text).includes(inScript(code, zero))).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('no run of digits as long as a code at all, however many there are', () => {
    for (const text of [
      '482913 and 771204',
      'code 482913, phone +1 650 555 0100',
      'x482913y',
      '48291300',
      'ER-12 482913',
    ]) {
      const { message } = read(text);
      expect(message.kind === 'text' ? message.text : '').not.toMatch(/[0-9](?:[\s.-]*[0-9]){5}/);
    }
  });

  test('that there was a code, in the place where it stood', () => {
    expect(read('my code 482 913, thanks').message).toEqual({
      kind: 'text',
      text: 'my code ••••••, thanks',
      hasCode: true,
    });
  });

  test('a reference as it was typed: it is no code, though it holds digits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 11, maxLength: 11 }), (bytes) => {
        const reference = makeReference(bytes);
        for (const typed of [
          reference,
          reference.toLowerCase(),
          reference.replaceAll('-', ' '),
          reference.replaceAll('-', ''),
        ]) {
          expect(read(`STATUS ${typed}`)).toEqual({
            message: { kind: 'text', text: `STATUS ${typed}`, hasCode: false },
            candidate: null,
          });
        }
      }),
    );
    const mistyped = read('status ER-1234-5678-9012');
    expect(mistyped.message).toEqual({ kind: 'text', text: 'status ER-1234-5678-9012', hasCode: false });
  });

  test('a code beside a reference is a code all the same', () => {
    const reference = 'ER-0000-0000-0000';
    for (const text of [`482913 ${reference}`, `${reference} 482913`, `${reference}: 482 913`, `ER-1234: 482913`]) {
      const { message, candidate } = read(text);
      expect([candidate, message.kind === 'text' && message.hasCode]).toEqual(['482913', true]);
      expect(JSON.stringify(message)).not.toContain('482');
    }
  });

  test('small numbers as they are: they choose from a list', () => {
    for (const text of ['1', '2', '10', '12345']) {
      expect(read(text).message).toEqual({ kind: 'text', text, hasCode: false });
    }
    expect(read('٢').message).toMatchObject({ text: '2' });
  });

  test('words without marks that phones add, and otherwise untouched', () => {
    expect(read('\u200fاحذف بياناتي\u2069').message).toMatchObject({ text: 'احذف بياناتي' });
    expect(read('Supprimez mes données, s’il vous plaît 🙏').message).toMatchObject({
      text: 'Supprimez mes données, s’il vous plaît 🙏',
    });
  });

  test.each<[MessageContent, unknown]>([
    [
      { kind: 'choice', id: 'dd.confirm', title: 'Yes' },
      { kind: 'choice', id: 'dd.confirm', title: 'Yes' },
    ],
    [
      { kind: 'media', media: 'audio', mediaId: '1', mimeType: 'audio/ogg', caption: '482913' },
      { kind: 'media', media: 'audio' },
    ],
    [{ kind: 'reaction', emoji: '👍' }, { kind: 'reaction' }],
    [{ kind: 'location' }, { kind: 'other', type: 'location' }],
    [
      { kind: 'contacts', isOwnNumber: true, phones: ['16505550100'] },
      { kind: 'other', type: 'contacts' },
    ],
    [
      { kind: 'form', name: 'flow' },
      { kind: 'other', type: 'form' },
    ],
    [
      { kind: 'revoke', originalMessageId: 'x' },
      { kind: 'other', type: 'revoke' },
    ],
    [
      { kind: 'edit', originalMessageId: 'x', text: '482913' },
      { kind: 'other', type: 'edit' },
    ],
    [
      { kind: 'unsupported', type: 'order' },
      { kind: 'other', type: 'order' },
    ],
  ])('of %j its kind', (content, message) => {
    expect(readMessage(content, 6)).toEqual({ message, candidate: null });
  });
});
