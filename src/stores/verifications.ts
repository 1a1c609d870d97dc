import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type VerificationRow } from '../../models/verification.ts';
import { type CheckResult, codeLimits, type ReserveResult, type VerificationStore } from '../conversation/codes.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { type CodeSigns } from '../requests/risk-signals.ts';
import { isDuplicateKey } from './duplicate-key.ts';

type Json = Record<string, unknown>;

/** Answers remembered, for a check that is asked again after a crash. */
const checksKept = 20;

/** Keeps codes and their counters in MongoDB, one row a person, each decision in one conditional update. */
export function createVerificationStore({
  model,
}: {
  readonly model: Model<VerificationRow>;
}): VerificationStore & CodeSigns {
  /** Acts on the person's row, found or made; again when the row went meanwhile (expired, joined with another). */
  const onRow = async (
    person: Person,
    act: (_id: string) => Promise<VerificationRow | null>,
  ): Promise<VerificationRow> => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const _id = await rowId(model, person);
      const row = _id === null ? null : await act(_id);
      if (row !== null) return row;
    }
    throw new OubliError('verification_contended', 'A code counter changed too often at once.', { retry: 'yes' });
  };

  return {
    async reserve({ tenantId, counters, requestId, mac, expiresAt, now, countsAsSend }) {
      const live = { requestId, mac, expiresAt: new Date(expiresAt), tries: 0, consumedBy: null };
      const update = reservePipeline(live, now, countsAsSend);
      const row = await onRow({ tenantId, counters, now }, (_id) =>
        model
          .findOneAndUpdate({ _id }, update, { returnDocument: 'after', updatePipeline: true })
          .lean<VerificationRow>(),
      );
      const isOurs = row.live?.mac === mac && Number(row.live.expiresAt) === expiresAt;
      return isOurs ? { name: 'reserved' } : refusal(row, now);
    },
    async check({ tenantId, counters, requestId, mac, effectId, now }) {
      const update = checkPipeline(requestId, mac, effectId, now);
      const isNew = { 'checks.effectId': { $ne: effectId } };
      // The row as this update left it: others may have checked since.
      const row = await onRow(
        { tenantId, counters, now },
        async (_id) =>
          (await model
            .findOneAndUpdate({ _id, ...isNew }, update, { returnDocument: 'after', updatePipeline: true })
            .lean<VerificationRow>()) ?? (await model.findById(_id).lean<VerificationRow>()),
      );
      const check = row.checks.find((one) => one.effectId === effectId);
      if (check === undefined) throw new OubliError('verification_missing', 'A check vanished.', { retry: 'yes' });
      return resultOf(check, row, now);
    },
    async voidLive(tenantId, counters) {
      await model.updateMany({ tenantId, counters: { $in: [...counters] } }, { $set: { live: null } });
    },
    async noteNotMe(tenantId, counters, now) {
      const expiresAt = new Date(now + codeLimits.notMeMs);
      await onRow({ tenantId, counters, now }, (_id) =>
        model.findByIdAndUpdate(_id, { $set: { notMeAt: new Date(now), expiresAt } }).lean<VerificationRow>(),
      );
    },
    signsOf: (tenantId, counters, now) => signsOf(model, tenantId, counters, now),
  };
}

/** What tries and words of the person say of them. */
async function signsOf(
  model: Model<VerificationRow>,
  tenantId: string,
  counters: readonly string[],
  now: number,
): ReturnType<CodeSigns['signsOf']> {
  const rows = await model.find({ tenantId, counters: { $in: [...counters] } }).lean<VerificationRow[]>();
  const isSince = (date: Date | undefined, ms: number): boolean => date !== undefined && Number(date) > now - ms;
  const failures = rows.flatMap((row) => row.failures);
  return {
    failedCodes: failures.filter((at) => isSince(at, codeLimits.dayMs)).length,
    hasSaidNotMe: rows.some(({ notMeAt }) => isSince(notMeAt, codeLimits.notMeMs)),
  };
}

interface Person {
  readonly tenantId: string;
  readonly counters: readonly string[];
  readonly now: number;
}

/** The one row that all of a person's counters point at, made or joined if need be; `null`: look again. */
async function rowId(model: Model<VerificationRow>, person: Person): Promise<string | null> {
  const { tenantId, counters, now } = person;
  const rows = await model.find({ tenantId, counters: { $in: [...counters] } }).lean<VerificationRow[]>();
  const [row] = rows;
  try {
    if (row === undefined) {
      const empty = { live: null, failures: [], sends: [], checks: [], expiresAt: new Date(now + codeLimits.dayMs) };
      const _id = randomUUID();
      await model.create({ _id, tenantId, counters: [...counters], ...empty });
      return _id;
    }
    const isWhole = rows.length === 1 && counters.every((counter) => row.counters.includes(counter));
    return isWhole ? row._id : await join(model, person);
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/**
 * Makes one row of what was counted apart, or under fewer names: two names turned out to be one person's. No count falls
 * (privacy.md 8.7 number 6), and the code sent last stays.
 */
async function join(model: Model<VerificationRow>, { tenantId, counters }: Person): Promise<string | null> {
  let keptId: string | null = null;
  await model.db.transaction(async (session) => {
    const rows = await model
      .find({ tenantId, counters: { $in: [...counters] } }, null, { session })
      .sort({ 'live.expiresAt': -1, _id: 1 })
      .lean<VerificationRow[]>();
    const [kept, ...others] = rows;
    keptId = kept?._id ?? null;
    if (kept === undefined) return;
    const all = (field: 'failures' | 'sends' | 'checks'): Json => ({
      $each: others.flatMap((one): readonly unknown[] => one[field]),
    });
    await model.deleteMany({ _id: { $in: others.map((one) => one._id) } }, { session });
    const notMe = rows.flatMap((one) => (one.notMeAt === undefined ? [] : [Number(one.notMeAt)]));
    await model.collection.updateOne(
      { _id: kept._id as never },
      {
        $addToSet: { counters: { $each: [...others.flatMap((one) => one.counters), ...counters] } },
        $push: { failures: all('failures'), sends: all('sends'), checks: all('checks') } as never,
        ...(notMe.length === 0 ? {} : { $max: { notMeAt: new Date(Math.max(...notMe)) } }),
      },
      { session },
    );
  });
  return keptId;
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
            {
              $lte: [
                { $ifNull: [{ $max: '$sends' }, new Date(0)] },
                new Date(now - codeLimits.resendAfterSeconds * 1000),
              ],
            },
          ]
        : []),
    ],
  };
  return [
    { $set: { failures: recent('failures'), sends: recent('sends'), expiresAt: keptUntil(now) } },
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
  const isMiss = {
    $and: [
      isLive,
      { $lt: ['$live.tries', codeLimits.triesPerCode] },
      { $ne: ['$result', 'right'] },
      { $lt: [{ $size: '$failures' }, codeLimits.failuresPerDay] },
    ],
  };
  const counted = { $mergeObjects: ['$live', { tries: { $add: ['$live.tries', 1] } }] };
  const consumed = { $mergeObjects: ['$live', { consumedBy: { $literal: effectId } }] };
  const triesLeft = { $max: [0, { $subtract: [codeLimits.triesPerCode, { $ifNull: ['$live.tries', 0] }] }] };
  const check = { effectId: { $literal: effectId }, result: '$result', triesLeft };
  return [
    { $set: { failures: recentDates('failures', now), expiresAt: keptUntil(now) } },
    { $set: { result: verdict(isLive, mac, effectId) } },
    { $set: { isMiss } },
    {
      $set: {
        failures: { $cond: ['$isMiss', { $concatArrays: ['$failures', [new Date(now)]] }, '$failures'] },
        live: { $cond: ['$isMiss', counted, { $cond: [{ $eq: ['$result', 'right'] }, consumed, '$live'] }] },
      },
    },
    { $set: { checks: { $slice: [{ $concatArrays: ['$checks', [check]] }, -checksKept] } } },
    { $unset: ['result', 'isMiss'] },
  ];
}

function verdict(isLive: Json, mac: string, effectId: string): Json {
  const { failuresPerDay, triesPerCode } = codeLimits;
  const failures = { $size: '$failures' };
  return {
    $switch: {
      branches: [
        // This very check was right before: later ones may have pushed its answer out of the list.
        { case: { $eq: ['$live.consumedBy', { $literal: effectId }] }, then: 'right' },
        { case: { $gte: [failures, failuresPerDay] }, then: 'locked' },
        { case: { $not: [isLive] }, then: 'expired' },
        { case: { $gte: ['$live.tries', triesPerCode] }, then: 'void' },
        { case: { $eq: ['$live.mac', { $literal: mac }] }, then: 'right' },
        { case: { $gte: [{ $add: [failures, 1] }, failuresPerDay] }, then: 'locked' },
        { case: { $gte: [{ $add: ['$live.tries', 1] }, triesPerCode] }, then: 'void' },
      ],
      default: 'wrong',
    },
  };
}

function recentDates(field: string, now: number): Json {
  return { $filter: { input: `$${field}`, cond: { $gt: ['$$this', new Date(now - codeLimits.dayMs)] } } };
}

/** A day, or as long as "it was not me" counts. */
function keptUntil(now: number): Json {
  // What is absent makes the sum null, and $max passes over null.
  return { $max: [new Date(now + codeLimits.dayMs), { $add: ['$notMeAt', codeLimits.notMeMs] }] };
}

function refusal(row: VerificationRow, now: number): Exclude<ReserveResult, { name: 'reserved' }> {
  if (row.failures.length >= codeLimits.failuresPerDay)
    return { name: 'locked', retryAt: dayAfterFirst(row.failures, now) };
  if (row.sends.length >= codeLimits.codesPerDay)
    return { name: 'daily-limit', retryAt: dayAfterFirst(row.sends, now) };
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
