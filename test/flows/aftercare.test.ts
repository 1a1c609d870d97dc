import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { readAfterword } from '../../flows/aftercare/read-afterword.ts';
import { aftercareTexts } from '../../flows/aftercare/texts/index.ts';
import { codePoints } from '../../flows/phrasing.ts';
import { locales } from '../../src/domain/locale.ts';
import { reference } from './given.ts';

const read = (text: string) => readAfterword({ kind: 'text', text, hasCode: false })?.said ?? null;

describe('after all was done', () => {
  test.each([
    ...['Thanks', 'thank you so much!', 'THANKS 🙏🙏', 'Ok great, bye', 'Thx'],
    ...['Merci', 'merci beaucoup !', "D'accord, au revoir", 'Parfait merci'],
    ...['شكرا', 'شكراً جزيلاً', 'تمام شكرا لك', 'مع السلامة'],
    ...['Gracias', '¡Muchas gracias!', 'Vale, adiós', 'De acuerdo'],
    ...['Obrigado', 'muito obrigada', 'Valeu!', 'Perfeito, até logo'],
  ])('%s is thanks', (text) => {
    expect(read(text)).toEqual({ kind: 'thanks' });
  });

  test.each(['👍', '❤️', '🙏🏽🙏🏽', '👨‍👩‍👧', '🇲🇷', ' 😊 '])('%s is a nod', (text) => {
    expect(read(text)).toEqual({ kind: 'nod' });
  });

  test('a reaction and a sticker are nods; a voice note is not', () => {
    expect(readAfterword({ kind: 'reaction' })?.said).toEqual({ kind: 'nod' });
    expect(readAfterword({ kind: 'media', media: 'sticker' })?.said).toEqual({ kind: 'nod' });
    expect(readAfterword({ kind: 'media', media: 'audio' })).toBeNull();
  });

  test.each(['STATUS', 'statut', 'حالة', 'estado', 'my request'])('%s asks how it stands', (text) => {
    expect(read(text)).toEqual({ kind: 'status', reference: null });
  });

  test('a reference, alone or after STATUS, asks of that one; what was meant as one cannot be read', () => {
    for (const text of [reference, `STATUS ${reference}`, `status ${reference.toLowerCase()}`]) {
      expect(read(text)).toEqual({ kind: 'status', reference });
    }
    expect(read('STATUS ER-1111-1111-1112')).toEqual({ kind: 'reference-unreadable' });
  });

  test.each([
    ...[
      'Thanks, and delete the rest',
      'Thanks, do you have roses?',
      'DELETE',
      'Hello',
      'you',
      'the',
      '528147',
      '12 ❤️',
    ],
    ...['', ' ', '!!', 'STOP', 'merci de supprimer mes données', 'thanks '.repeat(11)],
  ])('%j is for a chat of its own', (text) => {
    expect(read(text)).toBeNull();
  });

  test('reads anything without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => (read(text), true)));
  });
});

describe.each(locales)('what is said afterwards in %s', (locale) => {
  const bodies = [
    aftercareTexts[locale].welcome,
    aftercareTexts[locale].deleted({ businessName: 'Made-Up Plants', day: '3 May 2026' }),
  ];

  test('is short, in sentences of at most 15 words, and holds what it was given', () => {
    for (const body of bodies) {
      expect(codePoints(body)).toBeLessThan(160);
      for (const sentence of body.split(/[.!?\n]/u)) expect(sentence.trim().split(/\s+/u).length).toBeLessThan(16);
      expect(body).not.toMatch(/[—–]|undefined|\$\{/u);
    }
    expect(bodies[1]).toContain('Made-Up Plants');
    expect(bodies[1]).toContain('3 May 2026');
  });
});
