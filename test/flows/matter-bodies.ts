import { showIntent } from '../../flows/coded/show-intent.ts';
import { textsOf } from '../../flows/coded/words.ts';
import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { correctionTexts } from '../../flows/correction/texts/index.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { routeBTexts } from '../../flows/route-b/texts/index.ts';
import { partTexts } from '../../flows/partial-deletion/texts/index.ts';
import { isolate } from '../../flows/phrasing.ts';
import { statusGroup } from '../../flows/data-deletion/texts/texts.ts';
import { partList, rightsList } from '../../flows/lists.ts';
import { type CodedTurn, turnIn } from '../../flows/turn.ts';
import { correctionFields, correctionRefusals } from '../../src/domain/correction.ts';
import { type Locale } from '../../src/domain/locale.ts';
import { type Matter } from '../../src/domain/matter.ts';
import { contextOf, reference, said } from './given.ts';

export const whole: Matter = { right: 'erasure', part: null };
export const elsewhere: Matter = {
  right: 'erasure',
  part: { kind: 'elsewhere', asked: { businesses: ['Rose', 'Thé'], about: 'Ana Fictive' } },
};
const others: readonly Matter[] = [
  { right: 'erasure', part: { kind: 'media' } },
  { right: 'erasure', part: { kind: 'opt-ins' } },
  { right: 'erasure', part: { kind: 'before', at: '2026-01-01T00:00:00.000Z' } },
  elsewhere,
  { right: 'access', part: 'all' },
  { right: 'access', part: 'opt-ins' },
];
const businessName = 'Boulangerie Saint-Hilaire de la Place N.'.slice(0, 40);
const day = '31 December 2030';

export function inMatter(locale: Locale, matter: Matter, context = contextOf()): CodedTurn {
  return { ...turnIn(locale, context), matter };
}

/** Every body that is said of a copy or of a part, by name. */
export function matterBodiesOf(locale: Locale): Readonly<Record<string, string>> {
  const bodies: Record<string, string> = {};
  for (const matter of others) {
    const name = `${matter.right}-${JSON.stringify(matter.part)}`;
    const turn = inMatter(locale, matter);
    for (const body of said({ effects: showIntent(turn) })) bodies[`intent-${name}`] = body;
    const talk = textsOf(turn);
    bodies[`reminder-${name}`] = talk.intentReminder;
    bodies[`nothing-${name}`] = talk.nothingDeleted;
    for (const key of ['started', 'running', 'cancelled', 'cancelledNotMe', 'cannotCancel'] as const) {
      bodies[`${key}-${name}`] = talk[key]({ reference });
    }
  }
  const texts = accessTexts[locale];
  for (const state of ['code_sent', 'waiting', 'erasing', 'blocked', 'answered', 'cancelled'] as const) {
    bodies[`copy-${state}`] = texts.status({ reference, group: statusGroup(state), day });
  }
  for (const what of ['erasure', 'part', 'copy'] as const) bodies[`busy-${what}`] = texts.busy({ reference, what });
  for (const list of [rightsList(locale), partList(locale)]) if (list.kind === 'list') bodies[list.body] = list.body;
  const fix = correctionTexts[locale];
  for (const field of correctionFields) {
    bodies[`ask-${field}`] = fix.ask[field];
    bodies[`readBack-${field}`] = fix.readBack({ field, value: 'X', businessName });
  }
  for (const reason of correctionRefusals) {
    bodies[`refused-${reason}`] = fix.refused({ reference, businessName, reason });
  }
  return {
    ...bodies,
    ...operatorBodiesOf(locale),
    fixList: fix.list.body,
    fixTooLong: fix.tooLong,
    fixNoEmail: fix.noEmail,
    fixFiled: fix.filed({ reference, businessName, day }),
    fixLate: fix.late({ reference, businessName, complaint: protectionTexts[locale].complaint({ authority: null }) }),
    fixWaiting: fix.waiting({ reference, businessName, day }),
    fixDone: fix.done({ reference, businessName }),
    fixStopped: fix.stopped,
    restricted: fix.restricted({ businessName }),
    unrestricted: fix.unrestricted({ businessName, adsAreStopped: false }),
    unrestrictedWithoutAds: fix.unrestricted({ businessName, adsAreStopped: true }),
    copyCode: texts.codeMessage({ code: '123456', minutes: 10 }),
    copyEmpty: texts.empty({ reference, businessName }),
    copyWithheld: texts.withheld({ businessName, day }),
    noConsents: texts.consents({ reference, businessName, lines: [] }),
    dateUnreadable: partTexts[locale].dates.unreadable,
    dateNotPast: partTexts[locale].dates.notPast,
    dateEither: partTexts[locale].dates.either({ first: day, second: '5 March 2023' }),
    partBlocked: partTexts[locale].news.blocked({ reference }),
    partWaiting: partTexts[locale].news.waiting({ reference, day }),
    copyBlocked: texts.news.blocked({ reference }),
    copyWaiting: texts.news.waiting({ reference, day }),
    partUnderWay: deletionTexts[locale].status({
      ...{ reference, group: 'deleting', day },
      instead: partTexts[locale].standing.deleting,
    }),
    partDone: partTexts[locale].done({ reference }),
    partDoneButKept: partTexts[locale].doneButKept({ reference }),
    partRefusalStays: partTexts[locale].refusalStays,
  };
}

/** Every body that is said on the operator's own number alone. */
function operatorBodiesOf(locale: Locale): Readonly<Record<string, string>> {
  const texts = routeBTexts[locale];
  const { who, whichBusinesses, about, tooMany, tooLong, otherNumber, mandateAsk, mandateTooOften, stopped } = texts;
  const list = `• ${isolate('Rose')}: ${isolate(reference)}`;
  return {
    ...{ who, whichBusinesses, about, tooMany, operatorTooLong: tooLong, otherNumber, mandateAsk, mandateTooOften },
    ...{ operatorStopped: stopped, handedOver: texts.handedOver({ list, day }) },
    handedOverSomeDay: texts.handedOver({ list, day: '' }),
    passedOn: texts.passedOn({ reference, day }),
    answeredByPeople: texts.answered({ reference, day }),
    mandateReadBack: texts.mandateReadBack({ told: 'X' }),
    mandatePassed: texts.mandatePassed({ reference, day }),
  };
}
