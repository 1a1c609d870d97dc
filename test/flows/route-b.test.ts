import { describe, expect, it, test } from '../support/jest.ts';

import { locales } from '../../src/domain/locale.ts';
import { routeBTexts } from '../../flows/route-b/texts/index.ts';
import { businessNames } from '../../flows/route-b/business-names.ts';
import { asked, came, checked, code, contextOf, given, idle, issued, nameOf, now, offered, opened } from './given.ts';
import { reference, requestId, said, tap, text } from './given.ts';

const context = contextOf({ name: 'Made-Up Messaging', isOperator: true });
const who = given(context).when(text('DELETE'));
const businesses = who.when(tap('ask.me'));
const about = businesses.when(text('Made-Up Plants\nMade-Up Teas'));
const statement = about.when(text('Ana Fictive, spring 2024'));
const mandate = who.when(tap('ask.other'));

describe('on the operator’s own number', () => {
  it('asks for whom before anything else, and opens nothing', () => {
    expect(nameOf(who)).toBe('route-b/who_asked');
    expect(offered(who)).toEqual(['ask.me', 'ask.other', 'dd.cancel']);
    expect(asked(who)).toEqual([]);
  });

  it('on any other number DELETE means that business, as ever', () => {
    expect(nameOf(given(contextOf()).when(text('DELETE')))).toBe('data-deletion/intent_shown');
  });

  it('shows the person their own words alone, and asks before a code', () => {
    expect(nameOf(statement)).toBe('data-deletion/intent_shown');
    expect(said(statement)[0]).toContain('Made-Up Plants');
    expect(said(statement)[0]).toContain('Ana Fictive, spring 2024');
    expect(statement.allEffects.map(({ kind }) => kind)).not.toContain('open-request');
    const confirmed = statement.when(tap('dd.confirm'));
    const businessesAsked = ['Made-Up Plants', 'Made-Up Teas'];
    expect(confirmed.effects).toContainEqual({
      kind: 'open-request',
      matter: {
        right: 'erasure',
        part: { kind: 'elsewhere', asked: { businesses: businessesAsked, about: 'Ana Fictive, spring 2024' } },
      },
      locale: 'en',
    });
  });

  it('hands over on the right code alone, and ends with a reference each', () => {
    const sent = statement.when(tap('dd.confirm'), opened, issued);
    expect(asked(sent.when(code(), checked({ name: 'wrong', triesLeft: 2 })))).toEqual([]);
    const right = sent.when(code(), checked({ name: 'right' }));
    expect(right.effects).toContainEqual({ kind: 'hand-over', requestId });
    expect(right.allEffects.map(({ kind }) => kind)).not.toContain('start-erasure');
    const done = right.when(
      came({ kind: 'handed-over', requestId, asked: [{ words: 'Made-Up Teas', reference }], dueAt: now }),
    );
    expect(nameOf(done)).toBe('reception/greeted');
    expect(said(done)[0]).toContain(reference);
  });

  it.each(['CANCEL', 'DID_NOT_REQUEST_CODE'])(
    '%s after it was handed over says of each business whether it is stopped, and ends the chat that waited for it',
    (word) => {
      const ask = { words: 'Made-Up Teas', reference };
      const running = statement.when(tap('dd.confirm'), opened, issued, code(), checked({ name: 'right' }));
      const left = running.when(came({ kind: 'handed-over', requestId, asked: [ask], dueAt: now }));
      const because = word === 'CANCEL' ? 'asked' : 'not-me';
      const cancels = word === 'CANCEL' ? text(word) : tap(word);
      expect(left.when(cancels).effects).toContainEqual({ kind: 'cancel-open', because });
      const plants = { words: 'Made-Up Plants', reference, end: 'cancelled' } as const;
      const tooLate = [plants, { ...ask, end: 'too-late' }] as const;
      const told = came({ kind: 'asked-taken-back', requestId: null, because, asked: tooLate });
      expect(said(left.when(cancels, told))[0]).toMatch(/took these back[^]*Plants[^]*Too late[^]*Teas/u);
      const waited = running.when(cancels, came({ kind: 'asked-taken-back', requestId, because, asked: tooLate }));
      expect([nameOf(waited), said(waited).length]).toEqual(['reception/greeted', 1]);
      expect(said(waited)[0]?.includes('Do not share codes')).toBe(because === 'not-me');
    },
  );

  it('without a way for a code it says when they are asked all the same, and CANCEL is heard until then', () => {
    const slowUntil = '2026-06-08T10:00:00.000Z';
    const outcome = { kind: 'code-not-issued', requestId, reason: 'no-channel', retryAt: null, slowUntil } as const;
    const waits = statement.when(tap('dd.confirm'), opened, came(outcome));
    expect([nameOf(waits), said(waits)[0]]).toEqual([
      'data-deletion/code_locked',
      expect.stringContaining('I ask them on'),
    ]);
    expect(asked(waits.when(text('CANCEL')))).toEqual(['cancel-request']);
  });

  it('name and dates may be left out', () => {
    const shown = about.when(tap('ask.skip'));
    expect(nameOf(shown)).toBe('data-deletion/intent_shown');
    expect(said(shown)[0]).not.toContain('About you');
  });

  test.each([
    ['another number', businesses.when(text('Made-Up Teas for •••••••••••')), 'route-b/businesses_asked'],
    ['another number later', about.when(text('it is •••••••••••')), 'route-b/about_asked'],
    ['six businesses', businesses.when(text('a1,b1,c1,d1,e1,f1')), 'route-b/businesses_asked'],
    ['a name of 61 letters', businesses.when(text('x'.repeat(61))), 'route-b/businesses_asked'],
    ['only signs', businesses.when(text('?!, ;')), 'route-b/businesses_asked'],
    ['a story of 601 letters', mandate.when(text(`mother ${'y'.repeat(601)}`)), 'route-b/mandate_asked'],
  ])('%s is asked again, kindly', (_, chat, name) => {
    expect(nameOf(chat)).toBe(name);
    expect(said(chat)).toHaveLength(1);
  });

  it.each(locales)('the title of a button, typed in %s, is that button', (locale) => {
    const inLocale = contextOf({ isOperator: true, locales: [locale], defaultLocale: locale });
    const texts = routeBTexts[locale];
    const start = given(inLocale).when(tap('menu.delete'));
    const me = start.when(text(texts.me));
    expect(nameOf(me)).toBe('route-b/businesses_asked');
    expect(nameOf(me.when(text('Rose'), text(texts.skip)))).toBe('data-deletion/intent_shown');
    expect(asked(me.when(text('Rose'), text(texts.skip), text(texts.confirm)))).toEqual(['open-request']);
    const other = start.when(text(texts.somebodyElse));
    expect(nameOf(other)).toBe('route-b/mandate_asked');
    expect(asked(other.when(text('I am the mother of Eli'), text(texts.confirmMandate)))).toEqual(['pass-on-mandate']);
  });

  it('CANCEL, NO and half an hour of silence end it without a trace', () => {
    for (const chat of [who, businesses, about, mandate, mandate.when(text('I am the mother of Eli'))]) {
      const cancelled = chat.when(text('CANCEL'));
      expect(nameOf(cancelled)).toBe('reception/greeted');
      expect(said(cancelled)[0]).toContain('Nobody was asked');
      expect(asked(chat.when(idle))).toEqual([]);
      expect(nameOf(chat.when(idle))).toMatch(/^reception/);
    }
  });

  it('a sentence that happens to state a wish is the answer that was asked for', () => {
    const shown = mandate.when(text('please delete all data of my son'));
    expect(nameOf(shown)).toBe('route-b/mandate_shown');
    expect(nameOf(mandate.when(text('DELETE')))).toBe('route-b/who_asked');
  });

  it('for somebody else nothing goes out before the person has read it back, and no request is opened', () => {
    const shown = mandate.when(text('I am the mother of Eli Fictive, at Made-Up Teas'));
    expect(asked(shown)).toEqual([]);
    const passed = shown.when(tap('dd.confirm'));
    expect(passed.effects).toEqual([
      { kind: 'pass-on-mandate', words: 'I am the mother of Eli Fictive, at Made-Up Teas', locale: 'en' },
    ]);
    expect(said(passed.when(came({ kind: 'mandate-passed', passed: null })))[0]).toContain('tomorrow');
  });

  it('STATUS of what people have promises a day until it is over; then it says where to complain, unless it was answered', () => {
    const standing = (to: 'people' | 'business' | 'answered', dueAt: string) =>
      said(who.when(came({ kind: 'relay-found', to, reference, dueAt })))[0] ?? '';
    for (const to of ['people', 'business'] as const) {
      expect(standing(to, '2027-01-02T00:00:00.000Z')).toMatch(/by .*January/u);
      expect(standing(to, '2027-01-02T00:00:00.000Z')).not.toContain('complain');
      expect(standing(to, now)).toContain('complain');
      expect(standing(to, now)).not.toMatch(/ by /u);
    }
    expect(standing('answered', now)).toMatch(/answered.*HUMAN/u);
    expect(standing('answered', now)).not.toContain('complain');
  });

  it.each(locales)(
    'CANCEL says in %s that what was asked for another person is stopped, by its reference alone',
    (locale) => {
      const asked = [{ words: null, reference, end: 'told' }] as const;
      const [first] = given(context, { ...who.conversation, locale }).when(
        came({ kind: 'asked-taken-back', requestId: null, because: 'asked', asked }),
      ).effects;
      const body = first?.kind === 'reply' && first.message.kind === 'text' ? first.message.body : '';
      expect(body).toContain(routeBTexts[locale].takenBack.told);
      expect(body).toContain(reference);
      expect(body).not.toContain('null');
    },
  );

  it('a stored chat of a broken shape starts again', () => {
    const broken = { ...about.conversation, state: { name: 'about_asked', businesses: [{ $gt: '' }] } };
    expect(nameOf(given(context, broken as never).when(text('hello there')))).toBe('reception/greeted');
  });
});

test.each([
  ['Made-Up Teas', ['Made-Up Teas']],
  ['a, b;c\nd', ['a', 'b', 'c', 'd']],
  ['مقهى النور، شاي', ['مقهى النور', 'شاي']],
  ['Teas, teas', ['teas']],
  ['a,,\n \nb', ['a', 'b']],
  ['1,2,3,4,5', ['1', '2', '3', '4', '5']],
  ['1,2,3,4,5,6', 'too-many'],
  ['', 'none'],
  ['x'.repeat(61), 'too-long'],
])('%p names %p', (words, expected) => {
  expect(businessNames(words)).toEqual(expected);
});
