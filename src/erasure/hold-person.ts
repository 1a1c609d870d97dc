import { type Lanes } from '../conversation/lanes.ts';
import { allSpellings } from '../domain/phone-spellings.ts';
import { type Identifier } from '../domain/subject.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { holdLanes, type LaneHold } from './lane-hold.ts';

/** Has what a person writes wait while something of theirs is changed; `null`: it is being handled just now. Times in milliseconds. */
export function holdPerson(
  { lanes, blindIndex }: { readonly lanes: Lanes; readonly blindIndex: Pick<BlindIndex, 'lane'> },
  tenant: Tenant,
  { identifiers }: { readonly identifiers: readonly Identifier[] },
  { now, leaseMs }: { readonly now: number; readonly leaseMs: number },
): Promise<LaneHold | null> {
  const names = allSpellings(identifiers).map((one) => blindIndex.lane(tenant, one));
  return holdLanes(lanes, names, now, leaseMs);
}
