import { type KeptLine } from '../../flows/data-deletion/texts/texts.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { type StoreCounts } from '../domain/store-counts.ts';
import { addressOf, type IdentitySet } from '../domain/subject.ts';
import { type PersonKey } from '../keys/person-keys.ts';
import { requestClocks } from '../requests/clocks.ts';
import { withoutPerson } from '../requests/ending.ts';
import { sealFarewell } from '../requests/farewell-content.ts';
import { type NewFarewell } from '../requests/farewell-store.ts';
import { type RequestRecord, type StepRecord } from '../requests/request-record.ts';
import { type Register } from './register.ts';
import { type RunSession } from './run-session.ts';

/**
 * Ends a run of which every store was scanned and nothing found: state, counts, the end of the identifying half, the farewell
 * and the life of its key in one write.
 * @throws OubliError `erasure_unverified` for anything less.
 */
export async function finishRun(
  parts: { readonly register: Register; readonly runKey: PersonKey; readonly now: number },
  session: RunSession,
  identity: IdentitySet,
  scanned: readonly StepRecord[],
): Promise<readonly StoreCounts[]> {
  const { register, runKey, now } = parts;
  const { request } = session;
  const isVerified = register.erasers.every(({ store }) =>
    scanned.some((step) => step.store === store && step.residual === 0),
  );
  if (!isVerified) throw new OubliError('erasure_unverified', 'A store was not scanned, or something was found.');
  const stores = scanned.map((step) => countsOf(request, step));
  const farewell = farewellOf(register, request, runKey, { identity, stores, now });
  await session.finish(
    {
      ...withoutPerson,
      state: { name: 'erased', verifiedAt: toInstant(request.verifiedAt ?? now), erasedAt: toInstant(now), stores },
      steps: scanned,
      noticesDue: ['dsr.erased'],
      farewellUntil: farewell === null ? null : farewell.expiresAt,
      attempts: 0,
      expiresAt: now + requestClocks.erasedMs,
    },
    farewell,
  );
  return stores;
}

/**
 * What went is what the plan found less what stayed: counting deletions would forget those of a turn that died before its
 * checkpoint (privacy.md 8.7 number 9).
 */
function countsOf({ plan }: RequestRecord, { store, retained, kept }: StepRecord): StoreCounts {
  const matched = plan?.stores.find((one) => one.store === store)?.matched ?? 0;
  return { store, matched, deleted: Math.max(0, matched - retained), retained, kept, residual: 0 };
}

/** `null` when there is no way to the person. */
function farewellOf(
  register: Register,
  { requestId, tenantId, locale, phoneNumberId, reference }: RequestRecord,
  runKey: PersonKey,
  ended: { readonly identity: IdentitySet; readonly stores: readonly StoreCounts[]; readonly now: number },
): NewFarewell | null {
  const { identity, stores, now } = ended;
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
    sealed: sealFarewell(runKey, { address, locale, phoneNumberId, reference, erased, kept }),
    dueAt: now,
    expiresAt: now + requestClocks.farewellMs,
  };
}
