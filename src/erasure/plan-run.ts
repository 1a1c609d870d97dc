import { createHash } from 'node:crypto';

import { toInstant } from '../domain/instant.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { subjectRefOf } from '../notifications/subject-ref.ts';
import { type ErasurePlan } from '../requests/request-record.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { countToErase } from './eraser.ts';
import { type ErasureLedger, toldFacts } from './erasure-ledger.ts';
import { type Identities } from './identities.ts';
import { type Register } from './register.ts';
import { type Remembrance } from './remembrance.ts';
import { type RunSession } from './run-session.ts';
import { inStore } from './step-failure.ts';

/** When the person last wrote to a number of the business, in milliseconds since the Unix epoch; `null`: not known. */
export type LastHeard = (person: IdentitySet, phoneNumberId: string) => Promise<number | null>;

/**
 * The point of no return: counts every store, freezes what will be kept and whom it is about, notes it in the ledger, and
 * moves to `erasing`, all in one write.
 */
export async function planRun(
  parts: {
    readonly register: Register;
    readonly identities: Identities;
    readonly remembrance: Remembrance;
    readonly ledger: ErasureLedger;
    readonly lastHeard: LastHeard;
    readonly now: number;
  },
  session: RunSession,
  tenant: Tenant,
  identity: IdentitySet,
): Promise<void> {
  const { register, identities, remembrance, ledger, now } = parts;
  const { request, signal } = session;
  const stores = await Promise.all(
    register.erasers.map(async (eraser) => ({
      store: eraser.store,
      matched: await inStore(eraser.store, 'step_failed', signal, () => countToErase(eraser, identity)),
      retention: register.retentionOf(tenant, eraser.store, now),
    })),
  );
  // The chat that knows it goes with the rest: the farewell must know which way is still open.
  const heardAt = await parts.lastHeard(identity, request.phoneNumberId);
  const run = await identities.freeze(request, identity);
  // Before the state says so: from the first thing that goes on, nothing from before comes back.
  const remembered = await remembrance.begin(tenant, request, identity, now);
  const verifiedAt = toInstant(request.verifiedAt ?? now);
  const counted = planOf(request.requestId, tenant.instruction.hash, stores);
  const subjectRef = subjectRefOf(tenant, identity.identifiers);
  const plan = await ledger.record({
    kind: 'planned',
    ...{ request, plan: counted, identity, remembered, told: toldFacts(request, subjectRef), erasedFrom: now },
  });
  await session.change({
    state: { name: 'erasing', verifiedAt, erasedFrom: toInstant(now) },
    plan,
    run,
    subjectRef,
    person: { subjectId: identity.subjectId, keyId: request.person?.keyId ?? '', names: identity.hashes },
    steps: [],
    heardAt: heardAt ?? request.heardAt,
    attempts: 0,
  });
}

/** The hash is over a list of lists: there is one way only to write it. */
function planOf(requestId: string, instructionHash: string, stores: ErasurePlan['stores']): ErasurePlan {
  const rows = stores.map(({ store, matched, retention }) => [
    store,
    matched,
    retention === null ? null : [retention.ground, retention.keepAfter, retention.until, retention.lifeMs ?? null],
  ]);
  const canonical = JSON.stringify(['oubli-plan-v1', requestId, instructionHash, rows]);
  return { instructionHash, stores, hash: createHash('sha256').update(canonical).digest('base64url') };
}
