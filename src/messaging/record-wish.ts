import { type OptIns, type OptInRecord } from './records.ts';

/**
 * Records what a person wants. While they are locked out only a refusal counts: it must outlive a request that is taken back,
 * and an agreement has no use then. False: it does not count.
 */
export async function recordWish(optIns: OptIns, wish: Omit<OptInRecord, 'proof'>): Promise<boolean> {
  if (wish.subject.isLockedOut && wish.state === 'in') return false;
  await optIns.record({ ...wish, proof: null });
  return true;
}
