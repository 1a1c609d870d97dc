import { describe, expect, test } from '../support/jest.ts';

import { codePoints } from '../../flows/phrasing.ts';
import { readInput } from '../../src/conversation/read-input.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { locales } from '../../src/domain/locale.ts';
import {
  asked,
  came,
  type Chat,
  checked,
  code,
  contextOf,
  given,
  idle,
  issued,
  message,
  nameOf,
  notIssued,
  offered,
  opened,
  reference,
  requestId,
  said,
  tap,
  text,
} from './given.ts';

const slowUntil = '2026-06-08T10:00:00.000Z';
const wordsOf: Readonly<Record<string, readonly [string, string, string]>> = {
  en: ['DELETE', 'no', 'yes'],
  fr: ['SUPPRIMER', 'non', 'oui'],
  ar: ['حذف', 'لا', 'نعم'],
  es: ['BORRAR', 'no', 'sí'],
  pt: ['EXCLUIR', 'não', 'sim'],
};
const begun = came({ kind: 'code-not-issued', requestId, reason: 'no-number', retryAt: null, slowUntil });
const overMeanwhile = came({ kind: 'code-not-issued', requestId, reason: 'no-number', retryAt: null, slowUntil: null });
const shared = came({ kind: 'number-shared' });

const hidden = (): Chat => given().when(text('DELETE'), tap('dd.confirm'), opened, notIssued('number-needed'));
const waits = (): Chat => hidden().when(text('no'), tap('dd.slow'), begun);

describe('somebody whose number is hidden and who will not share it', () => {
  test.each(locales)('is told at once that it goes without (%s), is asked, and may wait a week', (locale) => {
    const [wish, no, yes] = wordsOf[locale] ?? ['', '', ''];
    const { hint, offer, wait } = protectionTexts[locale].withoutNumber;
    const needed = given(contextOf({ defaultLocale: locale })).when(
      text(wish),
      tap('dd.confirm'),
      opened,
      notIssued('number-needed'),
    );
    expect(said(needed)[0]).toContain(hint);
    const offers = needed.when(text(no));
    expect([said(offers), offered(offers)]).toEqual([[offer], ['dd.slow', 'dd.cancel']]);
    for (const agreed of [tap('dd.slow'), text(yes), text('1'), text(wait)]) {
      expect(asked(offers.when(agreed))).toEqual(['go-without-code']);
    }
    expect(codePoints(wait)).toBeLessThanOrEqual(20);
  });

  test.each([
    ['words', text('I do not want to give you my number')],
    ['no', text('no')],
    ['a button of an older message', tap('dd.slow')],
  ])('is only asked, never taken at their word, by %s', (_, input) => {
    const offers = hidden().when(input);
    expect([asked(offers), offered(offers)]).toEqual([[], ['dd.slow', 'dd.cancel']]);
  });

  test('who sends a card of their own, or a voice note, is shown the button again', () => {
    for (const input of [message({ kind: 'other', type: 'contacts' }), message({ kind: 'media', media: 'audio' })]) {
      expect(said(hidden().when(input))).toEqual(said(hidden()));
    }
  });

  test('hears the day and how to stop it, and CANCEL is heard on every day', () => {
    expect(said(waits())).toEqual([expect.stringMatching(/stays hidden.*8 June 2026.*every day.*CANCEL/s)]);
    expect([nameOf(waits()), offered(waits())]).toEqual(['data-deletion/code_locked', ['dd.cancel']]);
    const days = waits()
      .in(contextOf({ now: '2026-06-06T10:00:00.000Z' }))
      .when(idle, idle);
    expect(said(days.when(text('hello?')))).toEqual([expect.stringContaining('8 June 2026')]);
    expect(asked(days.when(text('CANCEL')))).toEqual(['cancel-request']);
  });

  test('may share it after all: a code is sent and is quicker, and the week goes on under it', () => {
    const card = { kind: 'contacts', isOwnNumber: true, phones: ['16505550100'] } as const;
    expect(readInput(waits().conversation, card, 6).input).toEqual(shared);
    const sent = waits().when(shared);
    expect([asked(sent), nameOf(sent)]).toEqual([['issue-code'], 'data-deletion/sending_code']);
    expect(nameOf(sent.when(issued, idle))).toBe('data-deletion/code_locked');
    expect(nameOf(sent.when(issued, code(), checked({ name: 'right' })))).toBe('data-deletion/running');
    expect(asked(waits().when(text('new code')))).toEqual(['open-request']);
    const askedAgain = waits().when(
      text('new code'),
      came({ kind: 'request-opened', requestId, reference, slowUntil }),
      notIssued('number-needed'),
    );
    expect(nameOf(askedAgain.when(idle))).toBe('data-deletion/code_locked');
  });

  test('who shares it in the same moment gets the code, and the week is not forgotten', () => {
    const both = hidden().when(text('no'), tap('dd.slow'), shared, begun);
    expect(nameOf(both)).toBe('data-deletion/sending_code');
    expect(nameOf(both.when(issued))).toBe('data-deletion/code_sent');
    expect(nameOf(both.when(issued, idle))).toBe('data-deletion/code_locked');
  });

  test('who says no to both, or CANCEL, ends it; nothing else does', () => {
    for (const way of [text('no'), text('CANCEL'), tap('dd.cancel')]) {
      expect(asked(hidden().when(text('no'), way))).toEqual(['cancel-request']);
    }
    expect(asked(hidden().when(text('hm'), text('hm'), text('DELETE')))).toEqual([]);
    expect(said(hidden().when(text('no'), text('français')))).toEqual([protectionTexts.fr.withoutNumber.offer]);
  });

  test('whose request ended meanwhile is offered another one', () => {
    const over = hidden().when(text('no'), tap('dd.slow'), overMeanwhile);
    expect(offered(over)).toContain('dd.resend');
    expect(asked(over.when(tap('dd.resend')))).toEqual(['open-request']);
  });

  test.each([
    ['a copy', tap('menu.access')],
    ['a part', tap('part.media')],
  ])('is not offered it for %s, which needs a code', (_, wish) => {
    const needed = given().when(wish, tap('dd.confirm'), opened, notIssued('number-needed'));
    expect(said(needed)[0]).not.toContain('NO.');
    expect(asked(needed.when(tap('dd.slow')))).toEqual([]);
    expect(asked(needed.when(text('hm')))).toEqual([]);
    expect(asked(needed.when(text('no')))).toEqual(['cancel-request']);
  });
});
