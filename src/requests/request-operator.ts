import { textsOf } from '../../flows/coded/words.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type BlockReason, type RequestStateName } from '../domain/request.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type TenantDirectory } from '../tenants/tenant.ts';
import { decide } from './decide.ts';
import { cancelRequest } from './ending.ts';
import { type RequestChange, type RequestRecord, type StepRecord } from './request-record.ts';
import { type RequestStore } from './request-store.ts';
import { type ForgetNews, type TellPerson } from './tell-person.ts';

/** A request as the operator sees it: how far it came and where it stuck. Nobody's name. */
export interface OperatorView {
  readonly reference: string;
  readonly tenantId: string;
  readonly state: RequestStateName;
  readonly openedAt: string;
  readonly verifiedAt: string | null;
  readonly startsAt: string | null;
  readonly dueAt: string | null;
  readonly attempts: number;
  readonly blocked: { readonly store: string; readonly reason: BlockReason } | null;
  readonly plan: readonly { readonly store: string; readonly matched: number }[];
  readonly steps: readonly StepRecord[];
}

/** What the CLI offers on requests, over all tenants. */
export interface RequestOperator {
  /** Newest first, at most `limit`. */
  list(query: {
    readonly states?: readonly RequestStateName[];
    readonly limit: number;
  }): Promise<readonly OperatorView[]>;
  /** @throws OubliError `request_missing`. */
  show(reference: string): Promise<OperatorView>;
  /** A blocked request erases again from the first store. @throws OubliError `request_missing`, `request_not_blocked`. */
  retry(reference: string): Promise<OperatorView>;
  /**
   * On the person's behalf, up to the point of no return; a copy, until it is handed over. Whoever had confirmed it is told in
   * the chat. @throws OubliError `request_missing`, `request_not_cancellable`.
   */
  cancel(reference: string): Promise<OperatorView>;
}

export interface OperatorParts {
  readonly store: RequestStore;
  readonly subjects: Pick<Subjects, 'lockOut'>;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly tellPerson: TellPerson;
  readonly forgetNews: ForgetNews;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Makes the operator's hand on requests. */
export function createRequestOperator(parts: OperatorParts): RequestOperator {
  const { store, wake, telemetry, clock } = parts;
  const load = async (reference: string): Promise<RequestRecord> => {
    const found = await store.byReference(reference);
    if (found === null) throw new OubliError('request_missing', 'There is no request with this reference.');
    return found;
  };
  return {
    list: async (query) => (await store.list(query))?.map(viewOf) ?? [],
    show: async (reference) => viewOf(await load(reference)),
    async retry(reference) {
      const { requestId } = await load(reference);
      const { request } = await decide(store, requestId, (current) => ({
        change: retrying(current, clock.now()),
        answer: undefined,
      }));
      telemetry.event('request_retried', { requestId });
      await wake.wake('request', requestId);
      return viewOf(request);
    },
    async cancel(reference) {
      const { requestId } = await load(reference);
      const { isCancelled, request, before } = await cancelRequest(parts, requestId, clock.now());
      if (!isCancelled) {
        throw new OubliError('request_not_cancellable', 'Erasing has begun or is over: there is no way back.');
      }
      telemetry.event('request_cancelled', { requestId });
      if (request.dueAt !== null) await wake.wake('request', requestId);
      if (before !== null) await tellCancelled(parts, before);
      return viewOf(request);
    },
  };
}

/** Somebody who was promised that their data goes must not go on believing it. */
async function tellCancelled({ tenants, tellPerson }: OperatorParts, request: RequestRecord): Promise<void> {
  const { tenantId, locale, matter, reference, verifiedAt } = request;
  const tenant = await tenants.byId(tenantId);
  if (tenant === null || verifiedAt === null) return;
  const body = textsOf({ locale, matter }).cancelled({ reference });
  const [line = ''] = body.split('\n');
  await tellPerson({ tenant, request, kind: 'person.cancelled', body, line });
}

/** Everything is erased and scanned again: what was found may stand anywhere. Without a plan, planning comes first. */
function retrying({ state, plan }: RequestRecord, now: number): RequestChange {
  if (state.name !== 'blocked')
    throw new OubliError('request_not_blocked', 'Only a blocked request can be tried again.');
  const { verifiedAt, erasedFrom } = state;
  return {
    state: plan === null ? { name: 'planning', verifiedAt } : { name: 'erasing', verifiedAt, erasedFrom },
    steps: [],
    attempts: 0,
    dueAt: now,
  };
}

function viewOf(request: RequestRecord): OperatorView {
  const { reference, tenantId, state, attempts, plan, steps } = request;
  const instant = (time: number | null): string | null => (time === null ? null : toInstant(time));
  return {
    reference,
    tenantId,
    state: state.name,
    openedAt: toInstant(request.openedAt),
    verifiedAt: instant(request.verifiedAt),
    startsAt: instant(request.startsAt),
    dueAt: instant(request.dueAt),
    attempts,
    blocked: state.name === 'blocked' ? { store: state.store, reason: state.reason } : null,
    plan: plan?.stores.map(({ store, matched }) => ({ store, matched })) ?? [],
    steps,
  };
}
