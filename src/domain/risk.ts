import { type CodeChannel, ownChannelOf } from './request.ts';

/** What speaks for more care, strongest first: the first one that holds is the one the person is told. */
export const riskReasons = [
  'slow-path',
  'not-me',
  'key-changed',
  'name-changed',
  'rival-request',
  'failed-codes',
  'first-contact',
  'no-baseline',
  'chat-code',
] as const;
export type RiskReason = (typeof riskReasons)[number];
export type RiskLevel = 'low' | 'raised' | 'high';

/** What is known at the moment of the right code. Where each comes from: src/requests/risk-signals.ts. */
export interface RiskSignals {
  /** `changed`: within the last 7 days. `unknown`: nothing to compare with, which is not the same as well. */
  readonly identityKey: 'same' | 'unknown' | 'changed';
  /** The number or the id of the person changed within the last 7 days. */
  readonly isNameChanged: boolean;
  /** The first message came within the last hour, and something was stored about them a day before it or longer. */
  readonly isFirstContact: boolean;
  /** "It was not me" within the last 7 days. */
  readonly hasSaidNotMe: boolean;
  /** Wrong codes within 24 hours. */
  readonly failedCodes: number;
  /** Another open request carries one of the same names. */
  readonly hasRivalRequest: boolean;
  /** `null`: no code was typed (the slow path). */
  readonly codeChannel: CodeChannel | null;
  /** Something was stored 30 days ago or longer: a number changes hands after weeks, not within hours. */
  readonly isRecordOld: boolean;
}

/** Hours until erasing may start. */
export interface RiskDelays {
  readonly raisedDelayHours: number;
  readonly highDelayHours: number;
}

export interface Risk {
  readonly level: RiskLevel;
  readonly delayHours: number;
  /** In the order of {@link riskReasons}. */
  readonly reasons: readonly RiskReason[];
}

/** Two used-up codes: one is what somebody with thick thumbs needs. */
const manyFailedCodes = 6;

/** Weights: a strong sign waits alone; a weak one only beside another. Documented in docs/risk.md. */
const weights: Readonly<Record<RiskReason, number>> = {
  'slow-path': 4,
  'not-me': 2,
  'key-changed': 2,
  'name-changed': 2,
  'rival-request': 2,
  'failed-codes': 2,
  'first-contact': 2,
  'no-baseline': 1,
  'chat-code': 1,
};

/**
 * How long an erasure waits, and why (design.md section 4: 0 h, 24 h, 7 d). Pure, total, and monotonic: one more sign never
 * shortens the wait. Both weak signs without a strong one wait only where an old record could belong to somebody else.
 */
export function riskOf(signals: RiskSignals, delays: RiskDelays): Risk {
  const holds = held(signals);
  const reasons = riskReasons.filter((reason) => holds[reason]);
  const weight = reasons.reduce((sum, reason) => sum + weights[reason], 0);
  const hasStrong = reasons.some((reason) => weights[reason] > 1);
  if (weight >= 4) return { level: 'high', delayHours: delays.highDelayHours, reasons };
  if (weight >= 2 && (hasStrong || signals.isRecordOld)) {
    return { level: 'raised', delayHours: delays.raisedDelayHours, reasons };
  }
  return { level: 'low', delayHours: 0, reasons };
}

function held(signals: RiskSignals): Readonly<Record<RiskReason, boolean>> {
  return {
    'slow-path': signals.codeChannel === null,
    'not-me': signals.hasSaidNotMe,
    'key-changed': signals.identityKey === 'changed',
    'name-changed': signals.isNameChanged,
    'rival-request': signals.hasRivalRequest,
    'failed-codes': signals.failedCodes >= manyFailedCodes,
    'first-contact': signals.isFirstContact,
    'no-baseline': signals.identityKey === 'unknown',
    'chat-code': signals.codeChannel !== null && ['chat', 'phrase'].includes(ownChannelOf(signals.codeChannel)),
  };
}
