import { type KeptLine } from '../../flows/data-deletion/texts/texts.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant, toMilliseconds } from '../domain/instant.ts';
import { type StoreCounts } from '../domain/store-counts.ts';
import { addressOf, type IdentitySet } from '../domain/subject.ts';
import { type PersonKey } from '../keys/person-key.ts';
import { requestClocks } from '../requests/clocks.ts';
import { claimSecretInGroups, commitTo, makeClaimSecret } from '../proof/claim.ts';
import { withoutPerson } from '../requests/ending.ts';
import { sealFarewell } from '../requests/farewell-content.ts';
import { type NewFarewell } from '../requests/farewell-store.ts';
import { type RequestRecord, type StepRecord } from '../requests/request-record.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { heldItems } from './held-items.ts';
import { receiptBodyOf } from './receipt-body.ts';
import { type Register } from './register.ts';
import { countsOf } from './retention-for.ts';
import { type RunnerParts } from './runner-parts.ts';
import { type RunSession } from './run-session.ts';

/** What a run comes to its end with. */
interface Finished {
  readonly tenant: Tenant;
  readonly identity: IdentitySet;
  readonly scanned: readonly StepRecord[];
}

type FinishParts = Pick<RunnerParts, 'register' | 'issueReceipt' | 'iss' | 'notices' | 'reveals'> & {
  readonly runKey: PersonKey;
  readonly now: number;
};

/**
 * Ends a run of which every store was scanned and nothing found: state, counts, the signed receipt, the end of the identifying
 * half, the farewell and the life of its key in one write.
 * @throws OubliError `erasure_unverified` for anything less.
 */
export async function finishRun(
  parts: FinishParts,
  session: RunSession,
  { tenant, identity, scanned }: Finished,
): Promise<readonly StoreCounts[]> {
  const { register, runKey, now } = parts;
  const { request } = session;
  const isVerified = register.erasers.every(({ store }) =>
    scanned.some((step) => step.store === store && step.residual === 0),
  );
  if (!isVerified) throw new OubliError('erasure_unverified', 'A store was not scanned, or something was found.');
  const stores = scanned.map((step) => countsOf(request.plan, step));
  const claimSecret = makeClaimSecret();
  const farewell = farewellOf(register, request, runKey, { identity, stores, claimSecret, now });
  const [revealLink, told] = await Promise.all([
    parts.reveals.heldUntil(request.requestId),
    parts.notices.deliveries(request.requestId),
  ]);
  const body = receiptBodyOf({
    ...{ iss: parts.iss, register, tenant, request, stores, told },
    erasedFrom: 'erasedFrom' in request.state ? toMilliseconds(request.state.erasedFrom) : now,
    verifiedAbsent: now,
    heldUntil: heldItems({ farewell: farewell?.expiresAt ?? null, revealLink }),
    // Without a farewell nobody ever learns the secret: then there is nothing to claim with.
    commit: farewell === null ? [] : commitTo(claimSecret, identity.identifiers),
  });
  const receipt = await parts.issueReceipt(tenant.tenantId, body, now);
  await session.finish(
    {
      ...withoutPerson,
      state: { name: 'erased', verifiedAt: toInstant(request.verifiedAt ?? now), erasedAt: toInstant(now), stores },
      steps: scanned,
      noticesDue: ['dsr.erased'],
      farewellUntil: farewell === null ? null : farewell.expiresAt,
      heardAt: null,
      attempts: 0,
      expiresAt: now + requestClocks.erasedMs,
    },
    { farewell, receipt },
  );
  return stores;
}

/** `null` when there is no way to the person. */
function farewellOf(
  register: Register,
  { requestId, tenantId, locale, phoneNumberId, reference, heardAt }: RequestRecord,
  runKey: PersonKey,
  ended: {
    readonly identity: IdentitySet;
    readonly stores: readonly StoreCounts[];
    readonly claimSecret: string;
    readonly now: number;
  },
): NewFarewell | null {
  const { identity, stores, claimSecret, now } = ended;
  const address = addressOf(identity.identifiers);
  if (address === null) return null;
  const erased = stores.flatMap(({ store, deleted }) => {
    const what = register.labelOf(store, locale);
    return what === null || deleted === 0 ? [] : [what];
  });
  const kept = stores.flatMap(({ store, kept: one }): KeptLine[] => {
    const what = register.labelOf(store, locale);
    return what === null || one === null ? [] : [{ what, ...one }];
  });
  return {
    farewellId: requestId,
    tenantId,
    keyId: runKey.keyId,
    sealed: sealFarewell(runKey, {
      ...{ address, locale, phoneNumberId, reference, erased, kept },
      claimSecret: claimSecretInGroups(claimSecret),
      heardAt,
    }),
    dueAt: now,
    expiresAt: now + requestClocks.farewellMs,
  };
}
