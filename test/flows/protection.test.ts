import { describe, expect, test } from '../support/jest.ts';

import { codePoints } from '../../flows/phrasing.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { refusalGrounds } from '../../src/domain/ground.ts';
import { type Locale, locales } from '../../src/domain/locale.ts';
import { riskReasons } from '../../src/domain/risk.ts';
import {
  asked,
  checked,
  code,
  contextOf,
  given,
  idle,
  issued,
  nameOf,
  notIssued,
  offered,
  opened,
  reference,
  said,
  scheduled,
  tap,
  text,
} from './given.ts';

const day = '31 December 2030';
const businessName = 'Boulangerie Saint-Hilaire de la Place N.'.slice(0, 40);

/** Every body and line that can be sent, by name. */
function bodiesOf(locale: Locale): Readonly<Record<string, string>> {
  const p = protectionTexts[locale];
  const complaint = p.complaint({
    authority: { name: 'Autoriteit Persoonsgegevens', site: 'autoriteitpersoonsgegevens.nl' },
  });
  const bodies: Record<string, string> = {
    waiting: p.waiting({ reference, day }),
    waitingLine: p.waitingLine({ day }),
    budget: p.noCode.budget({ reference }),
    noChannel: p.noCode['no-channel']({ reference }),
    noNumber: p.noCode['no-number']({ reference }),
    numberHint: p.withoutNumber.hint,
    waitInstead: p.withoutNumber.offer,
    slowPath: p.slowPath({ day }),
    slowOver: p.slowOver({ reference }),
    slowOverLine: p.slowOverLine,
    slowOverLater: p.slowOverLater({ reference, day }),
    slowOverLaterLine: p.slowOverLaterLine({ day }),
    heldUp: p.heldUp({ reference }),
    heldUpLine: p.heldUpLine,
    complex: p.extended({ reference, day, because: 'complex', complaint }),
    many: p.extended({ reference, day, because: 'many-requests', complaint: p.complaint({ authority: null }) }),
    extendedLine: p.extendedLine({ day }),
    refusedLine: p.refusedLine,
  };
  for (const reason of riskReasons) bodies[`why-${reason}`] = p.startsLater({ reference, day, why: p.why[reason] });
  const refusal = { reference, right: 'erasure', businessName, words: null, complaint } as const;
  for (const ground of refusalGrounds) {
    bodies[`refused-${ground}`] = p.refused({ ...refusal, ground });
    bodies[`copy-refused-${ground}`] = p.refused({ ...refusal, right: 'access', ground });
  }
  return bodies;
}

describe.each(locales)('what is said of waits in %s', (locale) => {
  const bodies = Object.entries(bodiesOf(locale));

  test('fits: 1,024 code points, sentences of at most 15 words, nothing left out, and each is worded apart', () => {
    for (const [name, body] of bodies) {
      expect({ name, fits: body !== '' && codePoints(body) <= 1_024 }).toEqual({ name, fits: true });
      const long = body.split(/[.!?؟…:;؛\n]+/u).filter((sentence) => sentence.trim().split(/\s+/u).length > 15);
      expect({ name, long }).toEqual({ name, long: [] });
      expect({ name, odd: /[—–]|undefined|null|NaN|\$\{|GDPR|RGPD|LGPD/u.test(body) }).toEqual({ name, odd: false });
    }
    expect(new Set(bodies.map(([, body]) => body)).size).toBe(bodies.length);
  });

  test('in one line has no line break, for a template; words of 500 characters still fit a message', () => {
    for (const [name, body] of bodies) if (name.endsWith('Line')) expect(body).not.toMatch(/[\r\n\t]| {4}/);
    const facts = {
      reference,
      right: 'access',
      businessName,
      ground: 'excessive',
      words: 'x'.repeat(500),
      complaint: '',
    } as const;
    expect(codePoints(protectionTexts[locale].refused(facts))).toBeLessThanOrEqual(4_096);
  });
});

describe('a chat whose request waits', () => {
  const later = '2026-06-02T10:00:00.000Z';
  const slowUntil = '2026-06-08T10:00:00.000Z';
  const sending = given().when(text('DELETE'), tap('dd.confirm'), opened);
  const noCode = (reason: 'daily-limit' | 'budget' | 'no-channel' | 'locked', retryAt: string | null = null) => ({
    kind: 'outcome' as const,
    outcome: { kind: 'code-not-issued' as const, requestId: 'request-1', reason, retryAt, slowUntil },
  });

  test('says when it starts, why, and how to cancel', () => {
    const sent = sending.when(issued, code(), checked({ name: 'right' }));
    const outcome = { kind: 'erasure-scheduled', requestId: 'request-1', reference, startsAt: later } as const;
    const told = sent.when({ kind: 'outcome', outcome: { ...outcome, reason: 'key-changed' } });
    expect(said(told)).toEqual([expect.stringMatching(/2 June 2026.*WhatsApp is new on this phone.*CANCEL/s)]);
    expect(said(sent.when(scheduled(later)))[0]).not.toMatch(/I wait/);
  });

  test.each(['daily-limit', 'budget', 'no-channel', 'locked'] as const)(
    'without a code (%s) hears when it goes on, and lets go of it on no day, so that CANCEL is heard',
    (reason) => {
      const slow = sending.when(noCode(reason, reason === 'no-channel' ? null : later));
      expect(said(slow)).toEqual([expect.stringMatching(/8 June 2026.*CANCEL/s)]);
      expect([nameOf(slow), offered(slow)]).toEqual(['data-deletion/code_locked', ['dd.cancel']]);
      const days = slow.in(contextOf({ now: '2026-06-06T10:00:00.000Z' })).when(idle, idle);
      expect(nameOf(days)).toBe('data-deletion/code_locked');
      expect(nameOf(days.when(text('CANCEL')))).toBe('data-deletion/cancelling');
    },
  );

  test('keeps the slow path in mind while a new code is asked for, sent, wrong and forgotten', () => {
    const again = sending
      .when(noCode('locked', later))
      .in(contextOf({ now: '2026-06-03T10:00:00.000Z' }))
      .when(tap('dd.resend'));
    const outcome = { kind: 'request-opened', requestId: 'request-1', reference, slowUntil } as const;
    const sent = again.when({ kind: 'outcome', outcome }, issued);
    expect(nameOf(sent)).toBe('data-deletion/code_sent');
    expect(nameOf(sent.when(idle))).toBe('data-deletion/code_locked');
    const needed = sent.when(code(), checked({ name: 'void' }));
    expect(nameOf(needed.when(idle))).toBe('data-deletion/code_locked');
    expect(nameOf(needed.when(idle).when(text('CANCEL')))).toBe('data-deletion/cancelling');
    expect(nameOf(sent.when(code(), checked({ name: 'right' })))).toBe('data-deletion/running');
  });

  test.each([
    ['en', 'menu.part', /2 June 2026.*CANCEL/s],
    ['fr', 'menu.part', /2 juin 2026.*ANNULER/s],
    ['ar', 'menu.part', /2 يونيو 2026.*إلغاء/s],
    ['es', 'menu.part', /2 de junio de 2026.*CANCELAR/s],
    ['pt', 'menu.part', /2 de junho de 2026.*CANCELAR/s],
  ] as const)(
    'for a part that waits for the business alone says in %s when it starts, also when asked again',
    (locale, menu, when) => {
      const waits = given(contextOf({ defaultLocale: locale, objectionHours: 24 }))
        .when(tap(menu), tap('part.media'), tap('dd.confirm'), opened, issued, code(), checked({ name: 'right' }))
        .when(scheduled(later));
      expect(said(waits)).toEqual([expect.stringMatching(when)]);
      expect(nameOf(waits)).toBe('data-deletion/running');
      expect(said(waits.when(tap(`lang.${locale}`)))).toEqual([expect.stringMatching(when)]);
      expect(said(waits.in(contextOf({ now: later, defaultLocale: locale })).when(text('?')))[0]).not.toMatch(when);
    },
  );

  test('who asked for one code too many may still type the last one that came', () => {
    const tooMany = sending.when(noCode('daily-limit', later));
    expect(asked(tooMany.when(code()))).toEqual(['check-code']);
    expect(nameOf(tooMany.when(code(), checked({ name: 'right' })))).toBe('data-deletion/running');
    expect(asked(sending.when(noCode('locked', later)).when(code()))).toEqual([]);
  });

  test('past the seven days says that it is under way', () => {
    const slow = sending.when(noCode('no-channel')).in(contextOf({ now: '2026-06-09T10:00:00.000Z' }));
    expect(said(slow.when(text('hello?')))).toEqual([expect.stringContaining('under way')]);
  });

  test('lets go as before where there is no slow path', () => {
    expect(nameOf(sending.when(notIssued('daily-limit', later)).when(idle))).toMatch(/^reception/);
    expect(nameOf(sending.when(issued).when(idle))).toMatch(/^reception/);
  });
});
