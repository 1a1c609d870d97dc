import { describe, expect, it } from '../support/jest.ts';
import { type Button } from '../../src/domain/outbound.ts';
import { grounds } from '../../src/domain/ground.ts';
import { type RequestStateName } from '../../src/domain/request.ts';
import { type Locale, locales } from '../../src/domain/locale.ts';
import { languageList } from '../../flows/language.ts';
import { hear } from '../../flows/heard.ts';
import { codePoints } from '../../flows/phrasing.ts';
import { showIntent } from '../../flows/coded/show-intent.ts';
import { codeButtons, intentButtons } from '../../flows/coded/words.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { statusGroup } from '../../flows/data-deletion/texts/texts.ts';
import { routeBButtons } from '../../flows/route-b/transition.ts';
import { receptionTexts } from '../../flows/reception/texts/index.ts';
import { menuButtons } from '../../flows/reception/texts/texts.ts';
import { turnIn } from '../../flows/turn.ts';
import { contextOf, reference, said } from './given.ts';
import { elsewhere, inMatter, matterBodiesOf, whole } from './matter-bodies.ts';

const businessName = 'Boulangerie Saint-Hilaire de la Place N.'.slice(0, 40);
const wait = '48 hours';
const day = '31 December 2030';
const kept = grounds.map((ground) => ({ what: 'Invoices', ground, until: '2030-12-31T00:00:00.000Z' }));
const receipt = {
  url: 'https://oubli.example.org/r/ER-7K3M-92QF-4D1X',
  claimSecret: '00000-11111-22222-33333-444444',
  isMirrored: false,
};
const states: readonly RequestStateName[] = [
  'code_sent',
  'waiting',
  'on_hold',
  'erasing',
  'blocked',
  'erased',
  'cancelled',
];

/** Every body that can be sent, by name. */
function bodiesOf(locale: Locale): ReadonlyMap<string, string> {
  const d = deletionTexts[locale];
  const r = receptionTexts[locale];
  const bodies: Record<string, string> = {
    menu: r.menu({ businessName }),
    offerDeletion: r.offerDeletion({ businessName }),
    offerStop: r.offerStop({ businessName }),
    help: r.help({ businessName, human: 'here' }),
    helpElsewhere: r.help({ businessName, human: 'elsewhere' }),
    cannotHear: r.cannotRead({ isVoice: true }),
    cannotRead: r.cannotRead({ isVoice: false }),
    codeNotExpected: r.codeNotExpected,
    oldButton: r.oldButton,
    nothingToCancel: r.nothingToCancel,
    growsQuiet: r.growsQuiet,
    languageList: r.languageList.body,
    languageChanged: r.languageChanged,
    humanTold: r.humanTold({ businessName }),
    humanNotTold: r.humanNotTold({ businessName, contact: null }),
    noHuman: r.noHuman({ businessName, contact: null }),
    noHumanButContact: r.noHuman({ businessName, contact: 'privacy@example.org' }),
    stopped: r.stopped({ businessName, isDeleting: false }),
    stoppedDeleting: r.stopped({ businessName, isDeleting: true }),
    started: r.started({ businessName }),
    notStarted: r.notStarted({ businessName }),
    referenceUnreadable: r.referenceUnreadable,
    statusUnknown: r.statusUnknown,
    intentReminder: d.intentReminder,
    nothingDeleted: d.nothingDeleted,
    oneMoment: d.oneMoment,
    codeSent: d.codeSent({ channel: 'template', digits: 6, minutes: '10 minutes' }),
    codeSentByEmail: d.codeSent({ channel: 'email', digits: 8, minutes: '10 minutes' }),
    codeExpected: d.codeExpected({ digits: 6 }),
    codeExpectedAny: d.codeExpected({ digits: null }),
    codeExpired: d.codeExpired,
    codeWrongOne: d.codeWrong({ triesLeft: 1 }),
    codeWrongTwo: d.codeWrong({ triesLeft: 2 }),
    codeVoid: d.codeVoid,
    tooSoon: d.notIssued.tooSoon({ wait }),
    dailyLimit: d.notIssued.dailyLimit({ wait, reference }),
    noChannel: d.notIssued.noChannel({ businessName, reference }),
    failed: d.notIssued.failed,
    unknown: d.notIssued.unknown,
    locked: d.locked({ wait, reference }),
    lockOver: d.lockOver,
    startedErasing: d.started({ reference }),
    startsLater: d.startsLater({ reference, day }),
    running: d.running({ reference }),
    cancelling: d.cancelling,
    cancelled: d.cancelled({ reference }),
    cancelledNotMe: d.cancelledNotMe({ reference }),
    cannotCancel: d.cannotCancel({ reference }),
    codeMessage: d.codeMessage({ code: '123456', minutes: 10 }),
    progress: d.progress(),
    paused: d.paused({ reference, ground: 'identity_doubt', day: '31 December 2030' }),
    blocked: d.blocked({ reference }),
    farewell: d.farewell({ reference, businessName, erased: ['Your contact card', 'Your messages'], kept, receipt }),
    farewellMirrored: d.farewell({
      reference,
      businessName,
      erased: [],
      kept,
      receipt: { ...receipt, isMirrored: true },
    }),
    farewellOfNothing: d.farewell({ reference, businessName, erased: [], kept: [], receipt }),
    intentDelayed: d.preview.question({ wait }),
  };
  bodies['status-but-kept'] = d.doneButKept({ reference });
  for (const state of states) bodies[`status-${state}`] = d.status({ reference, group: statusGroup(state), day });
  const shown = said({ effects: showIntent(inMatter(locale, whole)) });
  shown.forEach((body, index) => (bodies[`intent-${String(index)}`] = body));
  Object.assign(bodies, matterBodiesOf(locale));
  return new Map(Object.entries(bodies));
}

function sentencesOf(body: string): readonly string[] {
  return body.split(/[.!?؟…:;؛\n]+/u).filter((sentence) => /\p{L}/u.test(sentence));
}

function buttonsOf(locale: Locale): readonly Button[] {
  const { labels } = receptionTexts[locale];
  return [
    ...menuButtons(receptionTexts[locale], true),
    ...menuButtons(receptionTexts[locale], false),
    { id: 'menu.stop', title: labels.stop },
    ...intentButtons(inMatter(locale, whole)),
    ...codeButtons(locale),
    ...intentButtons(inMatter(locale, elsewhere)),
  ];
}

/** Understood where they stand (test/flows/route-b.test.ts): their titles mean nothing elsewhere. */
function operatorButtonsOf(locale: Locale): readonly Button[] {
  const turn = turnIn(locale, contextOf());
  return [
    ...routeBButtons({ name: 'who_asked' }, turn),
    ...routeBButtons({ name: 'about_asked', businesses: [] }, turn),
    ...routeBButtons({ name: 'mandate_shown', words: '' }, turn),
  ];
}

describe.each(locales)('what is said in %s', (locale) => {
  const bodies = [...bodiesOf(locale)];

  it('fits under buttons: at most 1,024 code points', () => {
    for (const [name, body] of bodies)
      expect({ name, fits: body !== '' && codePoints(body) <= 1_024 }).toEqual({ name, fits: true });
  });

  it('has sentences of at most 15 words', () => {
    const long = bodies.flatMap(([name, body]) =>
      sentencesOf(body)
        .filter((sentence) => sentence.trim().split(/\s+/u).length > 15)
        .map((sentence) => `${name}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });

  it('has no em dash, no placeholder left and no legal article', () => {
    for (const [name, body] of bodies) {
      expect({ name, odd: /[—–]|undefined|null|NaN|\$\{|GDPR|RGPD|LGPD|\bArt\./u.test(body) }).toEqual({
        name,
        odd: false,
      });
    }
  });

  it('has buttons of at most 20 code points, all different, at most three together', () => {
    for (const { id, title } of [...buttonsOf(locale), ...operatorButtonsOf(locale)])
      expect({ id, fits: codePoints(title) <= 20 && title !== '' }).toEqual({ id, fits: true });
    for (const shown of [
      menuButtons(receptionTexts[locale], true),
      intentButtons(inMatter(locale, whole)),
      codeButtons(locale),
    ]) {
      expect(shown.length).toBeLessThanOrEqual(3);
      expect(new Set(shown.map(({ title }) => title)).size).toBe(shown.length);
    }
  });

  it('understands each button when its title is typed', () => {
    for (const { id, title } of buttonsOf(locale)) {
      const asked = { offered: [], question: id.startsWith('dd.') ? 'choice' : 'none' } as const;
      const typed = hear({ kind: 'text', text: title, hasCode: false }, asked).heard;
      const tapped = hear({ kind: 'choice', id, title }, asked).heard;
      expect({ id, title, typed: { ...typed, isTap: true } }).toEqual({ id, title, typed: tapped });
    }
  });

  it('understands each word that a text tells people to write', () => {
    const told = bodies.flatMap(([, body]) => body.match(/(?<![\p{L}-])\p{Lu}{2,}(?: \p{Lu}+)*(?![\p{L}-])/gu) ?? []);
    for (const word of new Set(told.filter((one) => one !== 'XXXX' && one !== 'ER'))) {
      const { heard } = hear({ kind: 'text', text: word, hasCode: false }, { offered: [], question: 'choice' });
      expect({ word, heard: heard.kind }).toEqual({ word, heard: 'wish' });
    }
  });

  it('lists five languages within the limits of a list', () => {
    const list = languageList(locale, contextOf());
    if (list.kind !== 'list') throw new Error('not a list');
    expect(list.rows.map(({ id }) => id)).toEqual(['lang.en', 'lang.fr', 'lang.ar', 'lang.es', 'lang.pt']);
    expect(codePoints(list.button)).toBeLessThanOrEqual(20);
    for (const { title } of list.rows) expect(codePoints(title)).toBeLessThanOrEqual(24);
  });

  it('splits a preview that is too long in two, and cuts nothing off that fits', () => {
    const context = contextOf();
    const many = Array.from({ length: 60 }, (_, index) => `Kind of data number ${String(index)}`);
    const messages = said({
      effects: showIntent(
        inMatter(locale, whole, {
          ...context,
          preview: { ...context.preview, goes: { ...context.preview.goes, [locale]: many } },
        }),
      ),
    });
    expect(messages).toHaveLength(2);
    for (const line of many) expect(messages[0]).toContain(line);
    expect(codePoints(messages[0] ?? '')).toBeLessThanOrEqual(4_096);
  });
});

describe('Arabic on a phone', () => {
  it('keeps references, codes and names in their own direction', () => {
    const texts = deletionTexts.ar;
    expect(texts.running({ reference })).toContain(`\u2068${reference}\u2069`);
    expect(texts.codeMessage({ code: '123456', minutes: 10 })).toContain('\u2068123456\u2069');
    for (const [, body] of bodiesOf('ar')) {
      expect(body.split('\u2068').length).toBe(body.split('\u2069').length);
      expect(
        /(?<!\u2068[^\u2069]*)[A-Za-z]{2,}/u.test(body.replace(/Invoices|Your [a-z ]+|hours|minutes|December/g, '')),
      ).toBe(false);
    }
  });

  it('understands the words that its texts tell people to write', () => {
    for (const [word, wish] of [
      ['حذف', 'delete'],
      ['حالة', 'status'],
      ['إلغاء', 'cancel'],
      ['موظف', 'human'],
      ['لغة', 'language-list'],
      ['إيقاف', 'stop'],
      ['ابدأ', 'start'],
      ['نعم', 'yes'],
      ['لست أنا', 'not-me'],
    ] as const) {
      expect(
        hear({ kind: 'text', text: word, hasCode: false }, { offered: [], question: 'choice' }).heard,
      ).toMatchObject({ wish });
    }
  });
});

describe('a name of a business', () => {
  it.each([['a'.repeat(500)], ['\u202Eevil\u0000name'], ['']])('never breaks a text: %#', (name) => {
    const { businessName: shown } = turnIn('en', contextOf({ name }));
    expect(codePoints(shown)).toBeLessThanOrEqual(40);
    expect(/\p{C}/u.test(shown)).toBe(false);
  });
});
