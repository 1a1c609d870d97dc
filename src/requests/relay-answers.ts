import { type Lanes } from '../conversation/lanes.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { holdPerson } from '../erasure/hold-person.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type PassedOn, passedOnOf, withEnd } from './passed-on.ts';
import { type RelayParts } from './relay-parts.ts';
import { type StoredRelay } from './relay-store.ts';

/** Longer than noting takes. Milliseconds. */
const leaseMs = 10_000;

/** Whoever was handed something from the operator's number to answer: says that it is answered. */
export interface RelayAnswers {
  /**
   * Nobody is reminded of it any more. Said again, it stands.
   * @throws OubliError `request_missing`: nothing of it is with this business; `request_taken_back`; `request_contended`.
   */
  answered(tenant: Tenant, reference: string): Promise<void>;
}

export interface RelayAnswerParts extends Pick<RelayParts, 'store' | 'telemetry' | 'clock'> {
  readonly tenants: Pick<RelayParts['tenants'], 'all'>;
  readonly subjects: Pick<Subjects, 'byId'>;
  readonly lanes: Lanes;
  readonly blindIndex: Pick<BlindIndex, 'lane'>;
}

interface Found {
  readonly operator: Tenant;
  readonly subject: Subject;
  readonly relay: StoredRelay;
  readonly one: PassedOn;
}

/** Makes the desk of such answers. Under the person's lanes, so that CANCEL comes before or after it, never within. */
export function createRelayAnswers(parts: RelayAnswerParts): RelayAnswers {
  return {
    async answered(tenant, reference) {
      const { operator, subject } = await find(parts, tenant, reference);
      const hold = await holdPerson(parts, operator, subject, { now: parts.clock.now(), leaseMs });
      if (hold === null) throw new OubliError('request_contended', 'It is being changed. Try again.', { retry: 'yes' });
      try {
        const { relay, one } = await find(parts, tenant, reference);
        if (one.end.takenBackBy !== undefined) {
          throw new OubliError('request_taken_back', 'The person took it back.');
        }
        if (one.end.isAnswered === true) return;
        await parts.store.change(relay.relayId, { contents: withEnd(relay.contents, one, { isAnswered: true }) });
        parts.telemetry.event('relay_answered');
      } finally {
        await hold.release();
      }
    },
  };
}

/** It rests with the operator, whoever has it in hand; another's is as unknown as none. */
async function find({ store, tenants, subjects }: RelayAnswerParts, to: Tenant, reference: string): Promise<Found> {
  for (const operator of (await tenants.all()).filter(({ isOperator }) => isOperator === true)) {
    const relay = await store.byReference(operator.tenantId, reference);
    const one = relay === null ? undefined : passedOnOf(relay).find((passed) => passed.reference === reference);
    const subject = relay === null ? null : await subjects.byId(relay.subjectId);
    if (relay === null || one === undefined || subject === null) continue;
    if ((one.toldTenantId ?? operator.tenantId) === to.tenantId) return { operator, subject, relay, one };
  }
  throw new OubliError('request_missing', 'Nothing of that reference is with you.');
}
