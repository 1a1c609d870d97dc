import { toInstant } from '../domain/instant.ts';
import { type RequestState } from '../domain/request.ts';
import { type AuditStep, type ReleasedBy, type RequestChange, type RequestRecord } from './request-record.ts';

/**
 * What the log keeps of a step: the new state, when, and numbers. @param request as it stood before; `null`: it is opened.
 * @param now milliseconds since the Unix epoch.
 */
export function auditStepOf(
  request: Pick<RequestRecord, 'version'> | null,
  { state, plan }: { readonly state: RequestState } & Pick<RequestChange, 'plan'>,
  now: number,
): AuditStep {
  const step = { type: `request.${state.name}`, at: toInstant(now), seq: (request?.version ?? 0) + 1 } as const;
  switch (state.name) {
    case 'erasing':
      return plan === undefined || plan === null ? step : { ...step, plan: plan.hash };
    case 'blocked':
      return { ...step, store: state.store, reason: state.reason };
    case 'erased': {
      const sum = (of: 'matched' | 'deleted' | 'retained'): number =>
        state.stores.reduce((total, one) => total + one[of], 0);
      return { ...step, matched: sum('matched'), deleted: sum('deleted'), retained: sum('retained') };
    }
    case 'intent_shown':
    case 'code_sent':
    case 'code_locked':
    case 'verified':
    case 'waiting':
    case 'on_hold':
    case 'planning':
    case 'scanning':
    case 'closed':
    case 'answered':
    case 'cancelled':
    case 'expired':
    case 'refused':
      return step;
  }
}

/** That the business, or the operator for it, let go on what the breaker held. @param now milliseconds since the Unix epoch. */
export function releaseStepOf({ version }: Pick<RequestRecord, 'version'>, by: ReleasedBy, now: number): AuditStep {
  return { type: 'request.breaker_released', at: toInstant(now), seq: version + 1, by };
}
