import { describe, expect, test } from '../support/jest.ts';

import { codePoints, isolate } from '../../flows/phrasing.ts';
import { locales } from '../../src/domain/locale.ts';
import { type Dispatch, type ToldNotice } from '../../src/notifications/channel.ts';
import { staffMessage, staffParameters, staffText } from '../../src/notifications/channels/staff-phone.ts';
import { composeLetter } from '../../src/notifications/letter.ts';
import { messageBody } from '../../src/whatsapp/message-body.ts';
import { type ControllerNotice } from '../../src/notifications/notice.ts';
import { noticeTexts } from '../../src/notifications/texts/index.ts';
import { erasedNotice, reference } from './notice-world.ts';

const at = '2026-11-24T12:00:00.000Z';
const business = 'M'.repeat(60);
const base = { requestId: 'request-1', reference, at };
const url = `https://${'h'.repeat(80)}.example.org/n/${'i'.repeat(22)}#${'k'.repeat(43)}`;
const notices: readonly ControllerNotice[] = [
  ...(['code', 'slow-path'] as const).map((confirmedBy) => ({
    ...{ event: 'dsr.verified' as const, requestId: 'request-1', reference, right: 'erasure' as const, subjectRef: [] },
    ...{ confirmedBy, verifiedAt: at, startsAt: at, dueAt: at, reveal: { url, expiresAt: at } },
  })),
  ...(['copy', 'part', 'correction', 'restriction', 'mandate'] as const).map((what) => ({
    ...{ event: 'dsr.asked' as const, requestId: 'request-1', reference, what, subjectRef: [] },
    ...{ verifiedAt: at, dueAt: at, reveal: { url, expiresAt: at } },
  })),
  erasedNotice,
  {
    event: 'dsr.resurrection',
    ...base,
    stores: [{ store: 'contacts', matched: 1, deleted: 1, retained: 0, kept: null, residual: 0 }],
  },
  { event: 'dsr.cancelled', ...base },
  { event: 'human.requested', ...base },
  { event: 'budget.spent', ...base, limit: 1_000 },
  { event: 'breaker.held', ...base, limit: 20, tap: 'w'.repeat(22) },
  { event: 'channel.failed', ...base, channel: 'staff' },
];
const told: readonly ToldNotice[] = Array.from({ length: 300 }, (_, index) => ({
  ...{ id: `msg_${index}`, at },
  notice: notices[index % notices.length] ?? erasedNotice,
}));
const dispatches: readonly Dispatch[] = [
  ...notices.map((notice): Dispatch => ({ kind: 'single', id: 'msg_1', at, notice })),
  { kind: 'digest', id: 'msg_2', at, told },
];

describe.each(locales)('%s', (locale) => {
  test('what fills a template is one line: no break, no tab, no four spaces, and never empty', () => {
    for (const dispatch of dispatches) {
      const parameters = staffParameters(locale, dispatch);
      expect(parameters).toHaveLength(3);
      for (const one of parameters) {
        expect(one).not.toMatch(/[\r\n\t]| {4}/);
        expect(one.trim()).not.toBe('');
        expect(codePoints(one)).toBeLessThanOrEqual(400);
      }
      expect(parameters[0]).toContain(reference);
      expect(parameters[2]).toContain('12:00 UTC');
    }
  });

  test('a chat message fits in 4,096 code points, also for a digest of hundreds, and names the reference', () => {
    for (const dispatch of dispatches) {
      const text = staffText(locale, business, dispatch);
      expect(codePoints(text)).toBeLessThanOrEqual(4_096);
      expect(text).toContain(reference);
    }
    const last = dispatches.at(-1);
    expect(last === undefined ? '' : staffText(locale, business, last)).toMatch(/\n\+290$/);
  });

  test('what asks for a tap fits into a message with a button, names the reference, and sends nobody to the API', () => {
    for (const dispatch of dispatches) {
      const message = staffMessage(locale, business, dispatch);
      expect(messageBody({ to: { phone: '15550001999' }, message })).toMatchObject({ name: 'body' });
      const asks = dispatch.kind === 'single' && dispatch.notice.event === 'breaker.held';
      expect(message.kind).toBe(asks ? 'buttons' : 'text');
      if (message.kind !== 'buttons') continue;
      expect(message.body).toContain(reference);
      expect(message.body).not.toContain('/v1/');
    }
  });

  test('the link stands alone on its line, so that a phone takes all of it and nothing more', () => {
    const [verified] = dispatches;
    if (verified === undefined) throw new Error('there is none');
    expect(staffText(locale, business, verified).split('\n')).toContain(url);
  });

  test('every text is there, each event is worded apart, and subjects are short', () => {
    const texts = noticeTexts[locale];
    expect(new Set(Object.values(texts.happened)).size).toBe(12);
    const strings = [texts.happened, texts.channels, texts.grounds, texts.labels, texts.reveal.kinds].flatMap((one) =>
      Object.values(one),
    );
    expect(strings.every((one) => one.trim() !== '' && one.trim() === one)).toBe(true);
    for (const dispatch of dispatches)
      expect(codePoints(composeLetter(locale, business, dispatch).subject)).toBeLessThanOrEqual(78);
  });
});

test.each(locales)('%s: of what no code was typed for, none is said to have confirmed it', (locale) => {
  const letterOf = (notice: ControllerNotice) =>
    composeLetter(locale, business, { kind: 'single', id: 'msg_1', at, notice });
  const [typed, slow] = notices.map(letterOf);
  expect(slow?.paragraphs).toHaveLength(3);
  expect(slow?.paragraphs[0]).not.toBe(typed?.paragraphs[0]);
  expect(slow?.paragraphs.slice(1)).toEqual(typed?.paragraphs.slice(1));
  expect(typed?.title).not.toMatch(/person|pessoa|صاحب/);
  const { confirmed } = noticeTexts[locale].labels;
  const confirmations = notices.flatMap((notice) =>
    notice.event === 'dsr.asked' && letterOf(notice).facts.some(({ label }) => label === confirmed)
      ? [notice.what]
      : [],
  );
  expect(confirmations).toEqual(['copy', 'part']);
});

test('no language was left in another: no two say the same thing', () => {
  const said = locales.flatMap((locale) =>
    (['code', 'slow-path'] as const).map((confirmedBy) =>
      noticeTexts[locale].verified({ business: 'Plants', confirmedBy }).join(' '),
    ),
  );
  expect(new Set(said).size).toBe(2 * locales.length);
  expect(noticeTexts.ar.reveal.title.erasure).toMatch(/^[\p{Script=Arabic}\s]+$/u);
});

test('Arabic keeps the name of a business in its own direction, wherever it stands', () => {
  const name = 'Made-Up Plants';
  const { asked, verified, erased, footer, code } = noticeTexts.ar;
  const worded = [
    ...[...Object.values(asked), verified, erased].flatMap((words) => words({ business: name, confirmedBy: 'code' })),
    ...[...Object.values(code.asked), code.subject, footer].map((words) => words({ business: name })),
  ].filter((words) => words.includes(name));
  expect(worded.length).toBeGreaterThan(8);
  for (const words of worded) expect(words.replaceAll(isolate(name), '')).not.toContain(name);
});
