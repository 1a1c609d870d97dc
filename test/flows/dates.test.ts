import { describe, expect, it, test } from '../support/jest.ts';
import fc from 'fast-check';

import { readDate } from '../../flows/partial-deletion/dates/read-date.ts';

/** A Thursday. */
const now = '2026-11-26T09:30:00.000Z';
const day = (iso: string): object => ({ name: 'day', at: `${iso}T00:00:00.000Z` });
const read = (text: string, isDayFirst = true, at = now): unknown => readDate(text, { now: at, isDayFirst });

const table: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'ISO and numbers': [
    ['2023-05-03', '2023-05-03'],
    ['before 2023/5/3', '2023-05-03'],
    ['2023-05', '2023-05-01'],
    ['05/2023', '2023-05-01'],
    ['3/5/2023', '2023-05-03'],
    ['03.05.2023', '2023-05-03'],
    ['03-05-23', '2023-05-03'],
    ['13/5/2023', '2023-05-13'],
    ['5/13/2023', '2023-05-13'],
    ['3/5', '2026-05-03'],
    ['28/11', '2025-11-28'],
    ['2024', '2024-01-01'],
    ['29/02/2024', '2024-02-29'],
    ['٣/٥/٢٠٢٣', '2023-05-03'],
    ['٢٠٢٣', '2023-01-01'],
    ['۲۰۲۳-۰۵-۰۳', '2023-05-03'],
  ],
  English: [
    ['before March', '2026-03-01'],
    ['Before December', '2025-12-01'],
    ['March 2024', '2024-03-01'],
    ['before 3 May 2023', '2023-05-03'],
    ['May 3rd, 2023', '2023-05-03'],
    ['the 3rd of May 2023', '2023-05-03'],
    ['everything before the month of May', '2026-05-01'],
    ['before the year 2023', '2023-01-01'],
    ['3 May', '2026-05-03'],
    ['29 February', '2024-02-29'],
    ['older than two years', '2024-11-26'],
    ['2 years ago', '2024-11-26'],
    ['more than 18 months', '2025-05-26'],
    ['a year', '2025-11-26'],
    ['ten days ago', '2026-11-16'],
    ['before last year', '2025-01-01'],
    ['last month', '2026-10-01'],
    ['before last week', '2026-11-16'],
    ['before this year', '2026-01-01'],
    ['yesterday', '2026-11-25'],
    ['until March 2024', '2024-03-01'],
  ],
  French: [
    ['avant mars', '2026-03-01'],
    ['avant mars 2024', '2024-03-01'],
    ['avant le 3 mai 2023', '2023-05-03'],
    ['le 1er août 2022', '2022-08-01'],
    ['avant aout', '2026-08-01'],
    ['d’avant février', '2026-02-01'],
    ['plus vieux que deux ans', '2024-11-26'],
    ['il y a 2 ans', '2024-11-26'],
    ['plus de six mois', '2026-05-26'],
    ['avant l’année dernière', '2025-01-01'],
    ['avant le mois dernier', '2026-10-01'],
    ['jusqu’à mars 2024', '2024-03-01'],
    ['avant hier', '2026-11-25'],
    ['avant le mois de juin', '2026-06-01'],
  ],
  Spanish: [
    ['antes de marzo', '2026-03-01'],
    ['antes del 3 de mayo de 2023', '2023-05-03'],
    ['3 de mayo de 2023', '2023-05-03'],
    ['anteriores a septiembre de 2022', '2022-09-01'],
    ['hace dos años', '2024-11-26'],
    ['más antiguos que un año', '2025-11-26'],
    ['de hace más de un mes', '2026-10-26'],
    ['antes del año pasado', '2025-01-01'],
    ['antes del año 2023', '2023-01-01'],
    ['hasta marzo', '2026-03-01'],
    ['ayer', '2026-11-25'],
  ],
  Portuguese: [
    ['antes de março', '2026-03-01'],
    ['antes de 3 de maio de 2023', '2023-05-03'],
    ['1º de maio de 2023', '2023-05-01'],
    ['há dois anos', '2024-11-26'],
    ['dois anos atrás', '2024-11-26'],
    ['com mais de um ano', '2025-11-26'],
    ['antes do ano passado', '2025-01-01'],
    ['até dezembro', '2025-12-01'],
    ['anterior a fevereiro de 2024', '2024-02-01'],
  ],
  Arabic: [
    ['قبل مارس', '2026-03-01'],
    ['قبل ٣ مايو ٢٠٢٣', '2023-05-03'],
    ['قبل شهر مارس', '2026-03-01'],
    ['قبل آذار', '2026-03-01'],
    ['قبل كانون الثاني ٢٠٢٤', '2024-01-01'],
    ['قبل تشرين أول', '2026-10-01'],
    ['كانون الأول 2023', '2023-12-01'],
    ['مايو/أيار 2023', '2023-05-01'],
    ['قبل جانفي', '2026-01-01'],
    ['قبل جويلية 2024', '2024-07-01'],
    ['أوت 2024', '2024-08-01'],
    ['غشت 2024', '2024-08-01'],
    ['قبل شتنبر', '2026-09-01'],
    ['قبل عام 2023', '2023-01-01'],
    ['أقدم من سنتين', '2024-11-26'],
    ['أقدم من سنة', '2025-11-26'],
    ['أكثر من ٣ أشهر', '2026-08-26'],
    ['قبل سنتين', '2024-11-26'],
    ['منذ شهرين', '2026-09-26'],
    ['قبل السنة الماضية', '2025-01-01'],
    ['قبل الشهر الماضي', '2026-10-01'],
    ['البارحة', '2026-11-25'],
  ],
};

describe.each(Object.entries(table))('a date in %s', (_, rows) => {
  test.each(rows)('%s is understood', (text, iso) => {
    expect(read(text)).toEqual(day(iso));
  });
});

describe('a date', () => {
  it.each([
    ['03/05/2023', ['2023-05-03', '2023-03-05']],
    ['3/5', ['2026-05-03', '2026-03-05']],
  ])('%s is two days in English, and is one where the day comes first', (text, [first, second]) => {
    const days = [`${String(first)}T00:00:00.000Z`, `${String(second)}T00:00:00.000Z`];
    expect(read(text, false)).toEqual({ name: 'either', days });
    expect(read(text)).toEqual(day(String(first)));
  });

  it.each([
    ['13/05/2023', '2023-05-13'],
    ['05/13/2023', '2023-05-13'],
    ['04/04/2023', '2023-04-04'],
    // The other reading is to come.
    ['3/12/2026', '2026-03-12'],
    ['May 23', '2026-05-23'],
  ])('%s is one day in English too', (text, iso) => {
    expect(read(text, false)).toEqual(day(iso));
  });

  it('mars 23 is a day in English, and a day or a year elsewhere: none', () => {
    expect([read('mars 23', false), read('mars 23')]).toEqual([day('2026-03-23'), null]);
  });

  it.each([
    'today',
    'tomorrow',
    'hoy',
    'aujourd’hui',
    'اليوم',
    '2027',
    'before March 2027',
    '26/11/2026',
    '2099-01-01',
  ])('%s is not past', (text) => {
    expect(read(text)).toEqual({ name: 'not-past' });
  });

  it.each([
    // They point the other way, or nobody knows which.
    ...['after March', 'since May 2023', 'newer than two years', 'the last two years', 'in May', 'less than a year'],
    ...['depuis mars', 'après mai 2023', 'de mars à mai', 'desde marzo', 'de marzo', 'depois de maio', 'de maio'],
    ...['بعد مارس', 'من مارس', 'منذ مارس', 'أقل من سنة', 'between March and May', 'not before March'],
    // No such day.
    ...['31/02/2023', '2023-13-01', '0/0/2023', '30 February', '45/45/2023', '1/2/3/2023', '3/5/123'],
    // No date.
    ...['', ' ', 'hello', 'March for freedom', 'two coffees', '12', '0 years', '999999999 years', '3', '/', '-'],
    ...['my photos', '{"$gt":""}', '\u0000', '\uD800', 'before', 'ago', 'May June', '2023 2024', '2023 May 3 2024'],
  ])('%j is none', (text) => {
    expect([read(text), read(text, false)]).toEqual([null, null]);
  });

  it('of a month whose length differs is its last day, and a leap day goes back to a day that there is', () => {
    expect(read('a month ago', true, '2026-03-31T12:00:00.000Z')).toEqual(day('2026-02-28'));
    expect(read('a year ago', true, '2024-02-29T12:00:00.000Z')).toEqual(day('2023-02-28'));
  });

  const words = Object.values(table).flatMap((rows) => rows.flatMap(([text]) => text.split(' ')));
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...words, '31', '12', '٣', '/', '1/2/2027', '-', '\u202E', '9'.repeat(400)), {
        maxLength: 8,
      })
      .map((parts) => parts.join(' ')),
  );
  it('never throws and is never today or to come, whatever is typed, and whenever', () => {
    let found = 0;
    fc.assert(
      fc.property(anything, fc.boolean(), fc.integer({ min: 0, max: 4_102_444_800_000 }), (text, isDayFirst, ms) => {
        const at = new Date(ms).toISOString();
        const result = readDate(text, { now: at, isDayFirst });
        const start = `${at.slice(0, 10)}T00:00:00.000Z`;
        if (result?.name === 'day') expect(result.at < start).toBe(true);
        if (result?.name === 'either') expect(result.days.every((one) => one < start)).toBe(true);
        found += result?.name === 'day' ? 1 : 0;
      }),
      { numRuns: 4_000, seed: 4 },
    );
    expect(found).toBeGreaterThan(200);
    expect(readDate('March', { now: 'no instant', isDayFirst: true })).toBeNull();
  });
});
