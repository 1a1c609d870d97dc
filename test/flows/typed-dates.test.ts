import { describe, expect, test } from '../support/jest.ts';

import { dayInWords } from '../../flows/phrasing.ts';
import { asksForDate } from '../../flows/partial-deletion/dates/asks-for-date.ts';
import { readDate } from '../../flows/partial-deletion/dates/read-date.ts';
import { partTexts } from '../../flows/partial-deletion/texts/index.ts';
import { locales } from '../../src/domain/locale.ts';
import { readMessage } from '../../src/conversation/read-message.ts';
import {
  asked,
  type Chat,
  code,
  contextOf,
  given,
  issued,
  nameOf,
  now,
  offered,
  opened,
  said,
  tap,
  text,
} from './given.ts';

const listed = (locale: (typeof locales)[number] = 'en'): Chat =>
  given(contextOf({ defaultLocale: locale })).when(tap('menu.part'));
const boundOf = ({ conversation }: Chat): unknown => 'part' in conversation && conversation.part;
const before = (iso: string): object => ({ kind: 'before', at: `${iso}T00:00:00.000Z` });

describe.each(locales)('a date that is typed where it is asked how old, in %s', (locale) => {
  test('is read back before anything is confirmed, and confirmed asks for exactly that', () => {
    const at = '2023-05-03T00:00:00.000Z';
    const shown = listed(locale).when(text(dayInWords(locale, at)));
    expect([nameOf(shown), offered(shown)]).toEqual(['data-deletion/intent_shown', ['dd.confirm', 'dd.cancel']]);
    expect(said(shown)).toEqual([expect.stringContaining(dayInWords(locale, at))]);
    expect(shown.when(tap('dd.confirm')).effects).toContainEqual({
      ...{ kind: 'open-request', locale, matter: { right: 'erasure', part: { kind: 'before', at } } },
    });
  });

  test('and the examples that are given are read', () => {
    const sentence = partTexts[locale].dates.unreadable;
    const examples = sentence.split(/(?:like|par exemple|هكذا:|por ejemplo,|por exemplo,) /u)[1] ?? '';
    const dates = examples
      .replace(/\.$/u, '')
      .split(/[,،] | or | ou | o |أو /u)
      .filter((one) => one.trim() !== '');
    expect(dates).toHaveLength(3);
    for (const one of dates) {
      expect({ one, name: readDate(one, { now, isDayFirst: true })?.name }).toEqual({ one, name: 'day' });
    }
  });

  test('is asked for again, kindly, when it is not past or cannot be read; the list can still be used', () => {
    const { dates } = partTexts[locale];
    const future = listed(locale).when(text('2099-01-01'));
    expect([said(future), nameOf(future)]).toEqual([[dates.notPast], 'reception/greeted']);
    expect(said(future.when(text('45/45/2023')))).toEqual([dates.unreadable]);
    expect(boundOf(future.when(text('2023')))).toEqual(before('2023-01-01'));
    expect(boundOf(future.when(text('1')))).toEqual({ kind: 'media' });
  });
});

describe('a typed date', () => {
  test('of two readings in English is asked back, and never guessed', () => {
    const either = listed().when(text('03/05/2023'));
    expect(said(either)).toEqual([expect.stringMatching(/3 May 2023 or 5 March 2023/)]);
    expect(boundOf(either.when(text('5 March 2023')))).toEqual(before('2023-03-05'));
    expect(boundOf(listed('fr').when(text('03/05/2023')))).toEqual(before('2023-05-03'));
  });

  test.each(['delete my messages before 03/05/2023', 'delete my messages before 03/05'])(
    'at the end of a wish is asked back as well, and the answer is heard typed, tapped or by its number: %#',
    (wish) => {
      const either = given(contextOf({ now: '2023-06-01T10:00:00.000Z' })).when(text(wish));
      expect(said(either)).toEqual([expect.stringMatching(/3 May 2023 or 5 March 2023/)]);
      expect(offered(either)).toEqual(['date.2023-05-03', 'date.2023-03-05']);
      for (const answer of [text('5 March 2023'), text('5 march'), text('2'), tap('date.2023-03-05')]) {
        const shown = either.when(answer);
        expect([nameOf(shown), boundOf(shown)]).toEqual(['data-deletion/intent_shown', before('2023-03-05')]);
      }
      expect(asksForDate(either.when(text('where is my order')).conversation)).toBe(false);
    },
  );

  test('at the end of a wish that is not past is asked for again, under the list of parts', () => {
    const future = given().when(text('delete my messages before 2099'));
    expect([said(future), offered(future)]).toEqual([[partTexts.en.dates.notPast], offered(listed())]);
    expect(boundOf(future.when(text('2023')))).toEqual(before('2023-01-01'));
  });

  test('is heard where a code is awaited for something else, and the code still as a code', () => {
    const sent = given().when(text('DELETE'), tap('dd.confirm'), opened, issued);
    const either = sent.when(text('delete my messages before 03/05/2023'));
    expect(asked(either.when(code()))).toEqual(['check-code']);
    expect(boundOf(either.when(text('1')))).toEqual(before('2023-05-03'));
  });

  test('on a button that was never ours asks for a date again, and never throws', () => {
    expect(said(given().when(tap('date.2023-02-31')))).toEqual([partTexts.en.dates.unreadable]);
    expect(said(given().when(tap('date.2099-01-01')))).toEqual([partTexts.en.dates.notPast]);
    expect(nameOf(given().when(tap('date.last week')))).toBe('reception/greeted');
  });

  test('may be put right after it was read back', () => {
    const shown = listed().when(text('before March 2024'), text('before May 2023'));
    expect([boundOf(shown), asked(shown)]).toEqual([before('2023-05-01'), []]);
    expect(said(shown)).toEqual([expect.stringContaining('1 May 2023')]);
  });

  test('at the end of a wish counts; one that points the other way, or a story, shows the list', () => {
    expect(boundOf(given().when(text('delete my messages older than two years')))).toEqual(before('2024-06-01'));
    expect(boundOf(given().when(text('efface mes messages avant 2023')))).toEqual(before('2023-01-01'));
    expect(boundOf(given().when(text('delete my messages after 2023')))).toBe(false);
  });

  test('is no date where none was asked for, and other wishes are heard where one was', () => {
    expect(nameOf(given().when(text('before March 2024')))).toBe('reception/greeted');
    expect(nameOf(listed().when(text('DELETE')))).toBe('data-deletion/intent_shown');
    expect(boundOf(listed().when(text('DELETE')))).toBeNull();
    expect(said(listed().when(text('since May')))).toEqual([partTexts.en.dates.unreadable]);
    expect(said(listed().when(text('hello')))).not.toEqual([partTexts.en.dates.unreadable]);
    expect(asked(listed().when(text('STATUS')))).toEqual(['look-up-status']);
  });

  test('never stands in the way of a code', () => {
    const sent = given().when(text('DELETE'), tap('dd.confirm'), opened, issued, tap('menu.part'));
    expect(asked(sent.when(code()))).toEqual(['check-code']);
    for (const typed of ['123456', '12-34-56', '12 10 23', '201 234', '12.10.23']) {
      expect(readMessage({ kind: 'text', text: typed }, 6, true).candidate).toMatch(/^[0-9]{6}$/);
    }
    for (const typed of ['2023-05-03', '3.5.2023', '٣-٥-٢٠٢٣', 'before 03-05-2023']) {
      const { message, candidate } = readMessage({ kind: 'text', text: typed }, 6, true);
      const read = message.kind === 'text' ? readDate(message.text, { now, isDayFirst: true }) : null;
      expect({ typed, candidate, read }).toEqual({
        typed,
        candidate: null,
        read: { name: 'day', at: '2023-05-03T00:00:00.000Z' },
      });
      const elsewhere = readMessage({ kind: 'text', text: typed }, 6).message;
      expect(elsewhere.kind === 'text' && /\d{5}/.test(elsewhere.text)).toBe(false);
    }
  });
});
