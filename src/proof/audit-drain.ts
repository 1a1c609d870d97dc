import { type RequestEntry } from './audit-entry.ts';
import { type AuditLog } from './audit-log.ts';

/** Steps of one request that are not in the log yet. */
export interface DueSteps {
  readonly requestId: string;
  readonly entries: readonly RequestEntry[];
}

/** Where steps wait for the log: with the requests, written by the same writes. */
export interface AuditSteps {
  /** At most that many requests, in no order: the steps of each are in theirs. */
  due(limit: number): Promise<readonly DueSteps[]>;
  /** They are in the log. A request that is over forgets its pseudonym with the last of them. */
  logged(steps: readonly DueSteps[]): Promise<void>;
}

/** Brings steps into the log. Several workers at once do no harm: an entry has one place. @returns how many requests. */
export type DrainSteps = (limit: number) => Promise<number>;

/** Makes the drain. */
export function createDrainSteps({
  steps,
  log,
}: {
  readonly steps: AuditSteps;
  readonly log: Pick<AuditLog, 'append'>;
}): DrainSteps {
  return async (limit) => {
    const due = await steps.due(limit);
    await log.append(due.flatMap(({ entries }) => entries));
    if (due.length > 0) await steps.logged(due);
    return due.length;
  };
}
