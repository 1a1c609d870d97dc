import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type VerificationRow } from '../../models/verification.ts';
import { type CheckResult, codeLimits, type ReserveResult, type VerificationStore } from '../conversation/codes.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { isDuplicateKey } from './duplicate-key.ts';

type Json = Record<string, unknown>;

/** Keeps codes and their counters in MongoDB, one row a person, each decision in one conditional update. */
export function createVerificationStore({ model }: { readonly model: Model<VerificationRow> }): VerificationStore {
  const rowId = async (tenantId: string, counters: readonly string[], now: number): Promise<string> => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const filter = { tenantId, counters: { $in: [...counters] } };
      const row = await model.findOne(filter).lean<VerificationRow>();
      if (row !== null) return row._id;
      const empty = { live: null, failures: [], sends: [], checks: [], expiresAt: new Date(now + codeLimits.dayMs) };
      try {
        await model.create({ _id: randomUUID(), tenantId, counters: [...counters], ...empty });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    throw new OubliError('verification_contended', 'A code counter changed too often at once.', { retry: 'yes' });
  };

  return {
    async reserve({ tenantId, counters, requestId, mac, expiresAt, now, countsAsSend }) {
      const _id = await rowId(tenantId, counters, now);
      const live = { requestId, mac, expiresAt: new Date(expiresAt), tries: 0, consumedBy: null };
      const row = await model
        .findOneAndUpdate({ _id }, reservePipeline(live, now, countsAsSend), { returnDocument: 'after', updatePipeline: true })
        .lean<VerificationRow>();
      if (row === null) throw new OubliError('verification_missing', 'A code counter vanished.', { retry: 'yes' });
      return row.live?.mac === mac ? { name: 'reserved' } : refusal(row, now);
    },
    async check({ tenantId, counters, requestId, mac, effectId, now }) {
      const _id = await rowId(tenantId, counters, now);
      await model.updateOne({ _id, 'checks.effectId': { $ne: effectId } }, checkPipeline(requestId, mac, effectId, now), {
        updatePipeline: true,
      });
      const row = await model.findById(_id).lean<VerificationRow>();
      const check = row?.checks.find((one) => one.effectId === effectId);
      if (row === null || check === undefined) throw new OubliError('verification_missing', 'A check vanished.', { retry: 'yes' });
      return resultOf(check, row, now);
    },
    async voidLive(tenantId, counters) {
      await model.updateMany({ tenantId, counters: { $in: [...counters] } }, { $set: { live: null } });
    },
  };
}

/** Sets the live code only when the day's limits allow; prunes what is older than a day either way. */
function reservePipeline(live: Json, now: number, countsAsSend: boolean): Json[] {
  const recent = (field: string): Json => recentDates(field, now);
  const isAllowed = {
    $and: [
      { $lt: [{ $size: '$failures' }, codeLimits.failuresPerDay] },
      ...(countsAsSend
        ? [
            { $lt: [{ $size: '$sends' }, codeLimits.codesPerDay] },
            { $lte: [{ $ifNull: [{ $max: '$sends' }, new Date(0)] }, new Date(now - codeLimits.resendAfterSeconds * 1000)] },
          ]
        : []),
    ],
  };
  return [
    { $set: { failures: recent('failures'), sends: recent('sends'), expiresAt: new Date(now + codeLimits.dayMs) } },
    { $set: { isAllowed } },
    {
      $set: {
        live: { $cond: ['$isAllowed', { $literal: live }, '$live'] },
        sends: countsAsSend
          ? { $cond: ['$isAllowed', { $concatArrays: ['$sends', [new Date(now)]] }, '$sends'] }
          : '$sends',
      },
    },
    { $unset: 'isAllowed' },
  ];
}

/** Decides, counts and consumes in the server, so that 100 tries at once succeed at most once. */
function checkPipeline(requestId: string, mac: string, effectId: string, now: number): Json[] {
  const isLive = {
    $and: [
      { $ne: ['$live', null] },
      { $eq: ['$live.requestId', { $literal: requestId }] },
      { $gt: ['$live.expiresAt', new Date(now)] },
      { $eq: ['$live.consumedBy', null] },
    ],
  };
  const result = {
    $switch: {
      branches: [
        { case: { $gte: [{ $size: '$failures' }, codeLimits.failuresPerDay] }, then: 'locked' },
        { case: { $not: [isLive] }, then: 'expired' },
        { case: { $gte: ['$live.tries', codeLimits.triesPerCode] }, then: 'void' },
        { case: { $eq: ['$live.mac', { $literal: mac }] }, then: 'right' },
        { case: { $gte: [{ $add: [{ $size: '$failures' }, 1] }, codeLimits.failuresPerDay] }, then: 'locked' },
        { case: { $gte: [{ $add: ['$live.tries', 1] }, codeLimits.triesPerCode] }, then: 'void' },
      ],
      default: 'wrong',
    },
  };
  const isMiss = { $and: [isLive, { $lt: ['$live.tries', codeLimits.triesPerCode] }, { $ne: ['$result', 'right'] }] };
  return [
    { $set: { failures: recentDates('failures', now), expiresAt: new Date(now + codeLimits.dayMs) } },
    { $set: { result } },
    { $set: { isMiss: { $and: [isMiss, { $lt: [{ $size: '$failures' }, codeLimits.failuresPerDay] }] } } },
    {
      $set: {
        failures: { $cond: ['$isMiss', { $concatArrays: ['$failures', [new Date(now)]] }, '$failures'] },
        live: {
          $cond: [
            '$isMiss',
            { $mergeObjects: ['$live', { tries: { $add: ['$live.tries', 1] } }] },
            { $cond: [{ $eq: ['$result', 'right'] }, { $mergeObjects: ['$live', { consumedBy: effectId }] }, '$live'] },
          ],
        },
      },
    },
    {
      $set: {
        checks: {
          $slice: [
            {
              $concatArrays: [
                '$checks',
                [
                  {
                    effectId: { $literal: effectId },
                    result: '$result',
                    triesLeft: { $max: [0, { $subtract: [codeLimits.triesPerCode, { $ifNull: ['$live.tries', 0] }] }] },
                  },
                ],
              ],
            },
            -20,
          ],
        },
      },
    },
    { $unset: ['result', 'isMiss'] },
  ];
}

function recentDates(field: string, now: number): Json {
  return { $filter: { input: `$${field}`, cond: { $gt: ['$$this', new Date(now - codeLimits.dayMs)] } } };
}

function refusal(row: VerificationRow, now: number): Exclude<ReserveResult, { name: 'reserved' }> {
  if (row.failures.length >= codeLimits.failuresPerDay) return { name: 'locked', retryAt: dayAfterFirst(row.failures, now) };
  if (row.sends.length >= codeLimits.codesPerDay) return { name: 'daily-limit', retryAt: dayAfterFirst(row.sends, now) };
  const last = Math.max(0, ...row.sends.map(Number));
  return { name: 'too-soon', retryAt: toInstant(last + codeLimits.resendAfterSeconds * 1000) };
}

function resultOf(check: VerificationRow['checks'][number], row: VerificationRow, now: number): CheckResult {
  if (check.result === 'locked') return { name: 'locked', until: dayAfterFirst(row.failures, now) };
  return check.result === 'wrong' ? { name: 'wrong', triesLeft: check.triesLeft } : { name: check.result };
}

function dayAfterFirst(dates: readonly Date[], now: number): string {
  return toInstant(Math.min(now, ...dates.map(Number)) + codeLimits.dayMs);
}
