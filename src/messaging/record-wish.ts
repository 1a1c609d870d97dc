import { type OptIns, type OptInRecord } from './records.ts';

/**
 * Records what a person wants. While they are locked out only a refusal counts: it must outlive a request that is taken back,
 * and an agreement has no use then.
 */
export async function recordWish(optIns: OptIns, wish: Omit<OptInRecord, 'proof'>): Promise<void> {
  if (wish.subject.isLockedOut && wish.state === 'in') return;
  await optIns.record({ ...wish, proof: null });
}
