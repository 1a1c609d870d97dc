import { toMilliseconds } from '../domain/instant.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type StepRecord } from '../requests/request-record.ts';
import { type Register } from './register.ts';
import { type RunSession } from './run-session.ts';
import { StepFailure, inStore } from './step-failure.ts';

/**
 * Looks for what is left in every store of the register, the ones that were erased by an earlier turn included.
 * @returns the checkpoints with what was found; a store without one is missing (`not_scanned`).
 * @throws StepFailure `not_scanned` when a store could not look: then nothing is done.
 */
export async function scanStores(
  register: Register,
  session: RunSession,
  identity: IdentitySet,
): Promise<readonly StepRecord[]> {
  const { state, steps, plan } = session.request;
  if (state.name !== 'scanning') return steps;
  const erasedFrom = toMilliseconds(state.erasedFrom);
  await session.stillOurs();
  const scans = await Promise.allSettled(
    register.erasers.map(async (eraser): Promise<StepRecord> => {
      const step = steps.find((one) => one.store === eraser.store);
      if (step === undefined) throw new StepFailure(eraser.store, 'not_scanned', null);
      const retention = plan?.stores.find((one) => one.store === eraser.store)?.retention ?? null;
      const { residual } = await inStore(eraser.store, 'not_scanned', session.signal, () =>
        eraser.scan(identity, retention, { erasedFrom }),
      );
      // An answer that is no count is no answer.
      if (!Number.isInteger(residual) || residual < 0) throw new StepFailure(eraser.store, 'not_scanned', null);
      return { ...step, residual };
    }),
  );
  const failed = scans.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return scans.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
