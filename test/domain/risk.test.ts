import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { riskOf, riskReasons, type RiskSignals } from '../../src/domain/risk.ts';

const delays = { raisedDelayHours: 24, highDelayHours: 168 };
const calm: RiskSignals = {
  identityKey: 'same',
  isNameChanged: false,
  isFirstContact: false,
  hasSaidNotMe: false,
  failedCodes: 0,
  hasRivalRequest: false,
  codeChannel: 'template',
  isRecordOld: false,
};
const strong: readonly (readonly [string, Partial<RiskSignals>])[] = [
  ['not-me', { hasSaidNotMe: true }],
  ['key-changed', { identityKey: 'changed' }],
  ['name-changed', { isNameChanged: true }],
  ['rival-request', { hasRivalRequest: true }],
  ['failed-codes', { failedCodes: 6 }],
  ['first-contact', { isFirstContact: true }],
];
const risk = (...changes: readonly Partial<RiskSignals>[]) =>
  riskOf(Object.assign({}, calm, ...changes) as RiskSignals, delays);

describe('nothing strange', () => {
  test.each([
    ['a known key and a template', {}],
    ['a known key and an e-mail', { codeChannel: 'email' }],
    ['a known key and a code in the chat, however old the record', { codeChannel: 'chat', isRecordOld: true }],
    ['no baseline, but the primary device, however old the record', { identityKey: 'unknown', isRecordOld: true }],
    [
      'a code in the chat and no baseline, of somebody new: nothing older could be lost',
      {
        identityKey: 'unknown',
        codeChannel: 'chat',
      },
    ],
    ['five wrong codes', { failedCodes: 5 }],
  ] as const)('starts at once: %s', (_, change) => {
    expect(risk(change)).toMatchObject({ level: 'low', delayHours: 0 });
  });

  test('no baseline is said to be unknown, not to be well', () => {
    expect(risk({ identityKey: 'unknown' }).reasons).toEqual(['no-baseline']);
    expect(risk().reasons).toEqual([]);
  });
});

describe('a day', () => {
  test.each(strong)('for one strong sign: %s', (reason, change) => {
    expect(risk(change)).toEqual({ level: 'raised', delayHours: 24, reasons: [reason] });
    expect(risk(change, { codeChannel: 'chat' })).toMatchObject({ level: 'raised', delayHours: 24 });
  });

  test('for a code in the chat and no baseline, where an old record may be of an earlier owner', () => {
    expect(risk({ identityKey: 'unknown', codeChannel: 'chat', isRecordOld: true })).toEqual({
      level: 'raised',
      delayHours: 24,
      reasons: ['no-baseline', 'chat-code'],
    });
  });
});

describe('a week', () => {
  const pairs = strong.flatMap(([one, first], index) =>
    strong.slice(index + 1).map(([two, second]) => [one, two, { ...first, ...second }] as const),
  );
  test.each(pairs)('for two strong signs: %s and %s', (one, two, change) => {
    const found = risk(change);
    expect(found).toMatchObject({ level: 'high', delayHours: 168 });
    expect([...found.reasons].sort()).toEqual([one, two].sort());
  });

  test.each(strong.filter(([reason]) => reason !== 'key-changed'))(
    'for a strong sign, a code in the chat and no baseline: %s',
    (_, change) => {
      expect(risk(change, { identityKey: 'unknown', codeChannel: 'chat' })).toMatchObject({ level: 'high' });
    },
  );

  test('for the slow path, whatever else is known', () => {
    expect(risk({ codeChannel: null })).toEqual({ level: 'high', delayHours: 168, reasons: ['slow-path'] });
  });
});

describe('for all signs', () => {
  const rank = { same: 0, unknown: 1, changed: 2 };
  const channels: readonly RiskSignals['codeChannel'][] = ['template', 'email', 'chat', null];
  const signals = fc.record({
    identityKey: fc.constantFrom('same' as const, 'unknown' as const, 'changed' as const),
    isNameChanged: fc.boolean(),
    isFirstContact: fc.boolean(),
    hasSaidNotMe: fc.boolean(),
    failedCodes: fc.nat(12),
    hasRivalRequest: fc.boolean(),
    codeChannel: fc.constantFrom(...channels),
    isRecordOld: fc.boolean(),
  });
  const worst = (left: RiskSignals, right: RiskSignals): RiskSignals => ({
    identityKey: rank[left.identityKey] > rank[right.identityKey] ? left.identityKey : right.identityKey,
    isNameChanged: left.isNameChanged || right.isNameChanged,
    isFirstContact: left.isFirstContact || right.isFirstContact,
    hasSaidNotMe: left.hasSaidNotMe || right.hasSaidNotMe,
    failedCodes: Math.max(left.failedCodes, right.failedCodes),
    hasRivalRequest: left.hasRivalRequest || right.hasRivalRequest,
    codeChannel:
      channels.indexOf(left.codeChannel) > channels.indexOf(right.codeChannel) ? left.codeChannel : right.codeChannel,
    isRecordOld: left.isRecordOld || right.isRecordOld,
  });

  test('more of them never shorten the wait', () => {
    fc.assert(
      fc.property(signals, signals, (one, other) => {
        const both = riskOf(worst(one, other), delays).delayHours;
        return both >= riskOf(one, delays).delayHours && both >= riskOf(other, delays).delayHours;
      }),
      { numRuns: 2_000 },
    );
  });

  test('the wait is one of three, no wait is without a reason, and the settings of the business are kept', () => {
    fc.assert(
      fc.property(signals, (some) => {
        const { delayHours, level, reasons } = riskOf(some, delays);
        const own = riskOf(some, { raisedDelayHours: 0, highDelayHours: 48 });
        return (
          delayHours === { low: 0, raised: 24, high: 168 }[level] &&
          (delayHours === 0 || reasons.length > 0) &&
          own.delayHours === { low: 0, raised: 0, high: 48 }[level] &&
          reasons.every((reason) => riskReasons.includes(reason))
        );
      }),
    );
  });
});
