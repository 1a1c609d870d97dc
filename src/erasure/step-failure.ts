import { OubliError } from '../domain/errors.ts';
import { type BlockReason } from '../domain/request.ts';

/** A store that did not do what was asked. Its own error is the cause. */
export class StepFailure extends OubliError {
  readonly store: string;
  readonly blockReason: BlockReason;

  constructor(store: string, blockReason: BlockReason, cause: unknown) {
    super(`erasure_${blockReason}`, 'A store could not be erased or scanned.', { retry: 'yes', cause });
    this.store = store;
    this.blockReason = blockReason;
  }
}

/** Names the store in whatever goes wrong, but for a lost lease and a stop: those are no fault of it. */
export async function inStore<Result>(
  store: string,
  blockReason: BlockReason,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted || isLeaseLost(error)) throw error;
    throw new StepFailure(store, blockReason, error);
  }
}

/** True when another worker has taken the request over. */
export function isLeaseLost(error: unknown): boolean {
  return error instanceof OubliError && error.code === 'lease_lost';
}
