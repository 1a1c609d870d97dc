import { type Clock, toInstant } from '../domain/instant.ts';
import { type EpochLedger } from '../keys/epoch-ledger.ts';
import { type Notices } from '../notifications/notices.ts';
import { type IssueReceipt } from '../proof/issue-receipt.ts';
import { payloadOf } from '../proof/jws.ts';
import { type Receipt } from '../proof/receipt.ts';
import { type ReceiptBody, sha256Base64url } from '../proof/receipt-format.ts';
import { type ReceiptStore, type StoredReceipt } from '../proof/receipt-store.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type RequestRecord } from './request-record.ts';
import { type RequestStore } from './request-store.ts';

/** Which backups there are. */
export interface StandingBackups {
  /** Whether one that was begun before that moment still stands. Milliseconds since the Unix epoch. */
  isAnyBefore(moment: number): Promise<boolean>;
}

/** Signs the final receipt of erasures whose backups and keys are over as well. */
export interface Closing {
  /** Looks at what may be due; one that fails is told and holds up no other. @returns how many were closed. */
  closeDue(limit: number): Promise<number>;
}

export interface ClosingParts {
  readonly store: RequestStore;
  readonly receipts: ReceiptStore;
  /** Implemented by src/erasure/late-receipts.ts. */
  readonly liveReceipts: { ensure(request: RequestRecord): Promise<StoredReceipt | null> };
  readonly issueReceipt: IssueReceipt;
  readonly epochs: EpochLedger;
  readonly backups: StandingBackups;
  readonly notices: Pick<Notices, 'deliveries'>;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/**
 * Makes the closing. First it notes the key epoch in which the last key of an erasure was destroyed (the run's own, with the
 * farewell): a copy of that key, in an oplog or a backup, is readable until that epoch's key is gone.
 */
export function createClosing(parts: ClosingParts): Closing {
  const { store, epochs, clock } = parts;
  return {
    async closeDue(limit) {
      const keyless = await store.withoutKeys(clock.now(), limit);
      if (keyless.length > 0) {
        const epochId = await epochs.current();
        for (const request of keyless) await store.change(request, { epochId });
      }
      let closed = 0;
      for (const epochId of await store.epochsAwaited()) {
        if (!(await epochs.isGone(epochId))) continue;
        for (const request of await store.awaiting(epochId, limit)) if (await closeOrTell(parts, request)) closed += 1;
      }
      return closed;
    },
  };
}

async function closeOrTell(parts: ClosingParts, request: RequestRecord): Promise<boolean> {
  try {
    return await close(parts, request);
  } catch (error) {
    parts.telemetry.fault('closing_failed', error, { requestId: request.requestId });
    return false;
  }
}

async function close(parts: ClosingParts, request: RequestRecord): Promise<boolean> {
  const { store, backups, telemetry, wake, clock } = parts;
  const { requestId, state } = request;
  if (state.name !== 'erased' || (await backups.isAnyBefore(Date.parse(state.erasedAt)))) return false;
  const now = clock.now();
  // After a crash the receipt is there and the state is not: it is signed once.
  await ensureFinal(parts, request, now);
  const { verifiedAt, erasedAt, stores } = state;
  const changed = await store.change(request, {
    state: { name: 'closed', verifiedAt, erasedAt, closedAt: toInstant(now), stores },
    epochId: null,
    noticesDue: ['dsr.closed'],
    dueAt: now,
  });
  if (changed === null) return false;
  telemetry.event('request_closed', { requestId });
  await wake.wake('request', requestId);
  return true;
}

async function ensureFinal(parts: ClosingParts, request: RequestRecord, now: number): Promise<void> {
  const { receipts, liveReceipts, issueReceipt, notices } = parts;
  const issued = await receipts.byReference(request.reference);
  if (issued.some(({ kind }) => kind === 'final')) return;
  const live = await liveReceipts.ensure(request);
  if (live === null) return;
  const told = await notices.deliveries(request.requestId);
  await receipts.insert(await issueReceipt(request.tenantId, finalOf(live, told, now), now));
}

/** What the live one said, and that nothing is left to wait for. */
function finalOf(live: StoredReceipt, told: Awaited<ReturnType<Notices['deliveries']>>, now: number): ReceiptBody {
  // We signed it, so its shape is ours.
  const body = withoutPlace(payloadOf(live.jws) as Receipt);
  // A channel whose row is gone by now stays as it was known when the live one was signed.
  const others = body.downstream.filter(
    (one) => one.who !== 'business' || !told.some(({ channel }) => channel === one.how),
  );
  return {
    ...body,
    kind: 'final',
    times: { ...body.times, backupsBy: toInstant(now) },
    heldUntil: [],
    downstream: [...told.map(({ channel, state }) => ({ who: 'business' as const, how: channel, state })), ...others],
    limits: body.limits.filter((limit) => limit !== 'backups-until-date'),
    prev: sha256Base64url(live.jws),
  };
}

function withoutPlace(receipt: Receipt): ReceiptBody {
  const body: { -readonly [Member in keyof ReceiptBody]: Receipt[Member] } & { log?: Receipt['log'] } = { ...receipt };
  delete body.log;
  return body;
}
