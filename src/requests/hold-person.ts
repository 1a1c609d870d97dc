import { type Lanes } from '../conversation/lanes.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type Clock } from '../domain/instant.ts';
import { allSpellings } from '../domain/phone-spellings.ts';
import { holdLanes, type LaneHold } from '../erasure/lane-hold.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type Tenant } from '../tenants/tenant.ts';

/** Has what the person writes wait while something of theirs is changed; `null`: it is being handled just now. */
export function holdPerson(
  {
    lanes,
    blindIndex,
    clock,
  }: { readonly lanes: Lanes; readonly blindIndex: Pick<BlindIndex, 'lane'>; readonly clock: Clock },
  tenant: Tenant,
  { identifiers }: Subject,
  leaseMs: number,
): Promise<LaneHold | null> {
  const names = allSpellings(identifiers).map((one) => blindIndex.lane(tenant, one));
  return holdLanes(lanes, names, clock.now(), leaseMs);
}
