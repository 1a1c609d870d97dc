import { randomBytes } from 'node:crypto';

import { type Model } from 'mongoose';

import { type RequestRow } from '../../models/request.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type StoreCounts } from '../domain/store-counts.ts';
import { type ToldFacts } from '../erasure/erasure-ledger.ts';
import { type LedgerEntry } from '../ledger/ledger-entry.ts';
import { type RestoredRequests } from '../ledger/replay.ts';
import { auditStepOf } from '../requests/audit-step.ts';
import { requestClocks } from '../requests/clocks.ts';

/** Ends requests that a restored backup has in a state from before their erasure, or does not have at all. */
export function createRestoredRequests(parts: {
  readonly model: Model<RequestRow>;
  readonly clock: Clock;
}): RestoredRequests {
  const rows = parts.model.collection;
  const unfinished = (requestId: string) => ({ _id: requestId as never, 'state.name': { $nin: ['erased', 'closed'] } });
  return {
    async stop(requestId) {
      const update = { $unset: { dueAt: '' }, $inc: { version: 1, 'lease.fence': 1 } } as const;
      await rows.updateOne(unfinished(requestId), update);
    },
    async settle(entry, stores) {
      const { requestId, told } = entry;
      const now = parts.clock.now();
      const row = await rows.findOne({ _id: requestId as never }, { projection: { verifiedAt: 1 } });
      if (row === null) {
        // Entries from before it was noted say too little to make it anew.
        if (told !== undefined)
          await rows.updateOne({ _id: requestId as never }, lostRow(entry, told, stores, now), once);
        return;
      }
      const verifiedAt = row['verifiedAt'] instanceof Date ? row['verifiedAt'] : new Date(entry.at);
      await rows.updateOne(unfinished(requestId), {
        $set: {
          ...endedFields(entry, stores, verifiedAt, now),
          ...(told === undefined ? {} : { subjectRef: structuredClone(told.subjectRef) }),
        },
        $unset: { subjectId: '', keyId: '', names: '', run: '' },
        $inc: { version: 1 },
      });
    },
  };
}

const once = { upsert: true };

/** The request is younger than the backup: what the ledger knows of it, unless another process was faster. */
function lostRow(entry: LedgerEntry, told: ToldFacts, stores: readonly StoreCounts[], now: number) {
  const { reference, tenantId, remembered, at } = entry;
  const { openedAt, phoneNumberId, codeChannel, slowPath, risk, subjectRef } = structuredClone(told);
  const ended = endedFields(entry, stores, new Date(told.verifiedAt ?? at), now);
  const fields = {
    ...{
      reference,
      tenantId,
      right: 'erasure',
      locale: remembered.locale,
      phoneNumberId,
      openedAt: new Date(openedAt),
    },
    ...{ version: 1, startsAt: null, lease: { until: new Date(0), fence: 0 }, told: [], slowPath, risk },
    ...(codeChannel === null ? {} : { codeChannel }),
    ...ended,
    subjectRef: [...subjectRef],
    // The way to its former steps in the log is lost.
    pseudonym: randomBytes(16).toString('base64url'),
    auditDue: [auditStepOf(null, { state: ended.state }, now)],
  };
  return { $setOnInsert: fields as object };
}

function endedFields({ kind, at, plan }: LedgerEntry, stores: readonly StoreCounts[], verifiedAt: Date, now: number) {
  const erasedAt = toInstant(kind === 'erased' ? at : now);
  return {
    state: { name: 'erased', verifiedAt: toInstant(Number(verifiedAt)), erasedAt, stores: [...stores] } as const,
    verifiedAt,
    plan: structuredClone(plan),
    steps: stores.map(({ store, retained, kept, residual }) => ({ store, retained, kept, residual })),
    // Ledger entries are older than the notice, so none says that it went out. Its id follows from the request: a receiver
    // that had it knows the repeat. `subjectRef` goes with it.
    noticesDue: ['dsr.erased'],
    dueAt: new Date(now),
    attempts: 0,
    farewellUntil: null,
    expiresAt: new Date(now + requestClocks.erasedMs),
  };
}
