import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { allSpellings } from '../domain/phone-spellings.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { subjectRefOf } from '../notifications/subject-ref.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type ErasureLedger, toldFacts } from './erasure-ledger.ts';
import { type Identities } from './identities.ts';
import { type Remembered } from './remembrance.ts';
import { type RunSession } from './run-session.ts';
import { type RunnerParts } from './runner-parts.ts';

/** Tries before a name that appears all the time is left to the next turn. */
const maxTries = 3;

/**
 * Settles whom the run is about, under all of the person's lanes: from then on none of their events is handled until the turn
 * ends. `null`: a lane is taken just now.
 *
 * A turn that goes on after a crash or a block looks again under the same names: what was written about the person
 * meanwhile (a new chat, under a new key) belongs to the erasure as well, and every store is erased again.
 * @throws OubliError `snapshot_gone` when the run's key is destroyed: nobody could say any more what to scan for.
 */
export async function settleIdentity(
  { blindIndex, ledger, remembrance, clock }: Pick<RunnerParts, 'blindIndex' | 'ledger' | 'remembrance' | 'clock'>,
  identities: Identities,
  session: RunSession,
  tenant: Tenant,
): Promise<IdentitySet | null> {
  if (session.identity !== null) return session.identity;
  const snapshot = await identities.thaw(session.request);
  if (session.request.run !== null && snapshot === null) {
    throw new OubliError('snapshot_gone', 'The key of the run is gone: it can no longer be verified.');
  }
  for (let tries = 0; tries < maxTries; tries += 1) {
    const seen = await identities.gather(session.request, snapshot);
    const lanes = allSpellings(seen.identifiers).map((identifier) => blindIndex.lane(tenant, identifier));
    if (!(await session.holdLanes(lanes))) return null;
    const identity = await identities.gather(session.request, snapshot);
    if (sizeOf(identity) !== sizeOf(seen)) continue;
    if (snapshot !== null && sizeOf(identity) !== sizeOf(snapshot)) {
      const now = clock.now();
      const remembered = await remembrance.begin(tenant, session.request, identity, now);
      await startOver({ identities, ledger, remembered, tenant }, session, identity, now);
    }
    session.identity = identity;
    return identity;
  }
  return null;
}

/** Sets only grow: the same size is the same set. */
function sizeOf({ keyIds, hashes, identifiers }: IdentitySet): number {
  return keyIds.length + hashes.length + identifiers.length;
}

async function startOver(
  parts: {
    readonly identities: Identities;
    readonly ledger: ErasureLedger;
    readonly remembered: Remembered;
    readonly tenant: Tenant;
  },
  session: RunSession,
  identity: IdentitySet,
  now: number,
): Promise<void> {
  const { identities, ledger, remembered, tenant } = parts;
  const { request } = session;
  const { state, person, plan } = request;
  if (state.name !== 'erasing' && state.name !== 'scanning') return;
  const subjectRef = subjectRefOf(tenant, identity.identifiers);
  const told = toldFacts(request, subjectRef);
  if (plan !== null)
    await ledger.record({ kind: 'planned', request, plan, identity, remembered, told, erasedFrom: now });
  const run = await identities.freeze(request, identity);
  await session.change({
    run,
    subjectRef,
    person: person === null ? null : { ...person, names: identity.hashes },
    steps: [],
    state: { name: 'erasing', verifiedAt: state.verifiedAt, erasedFrom: toInstant(now) },
  });
}
