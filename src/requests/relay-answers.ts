import { type Lanes } from '../conversation/lanes.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { holdPerson } from '../erasure/hold-person.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { findPassedOn, type FoundPassedOn } from './find-passed-on.ts';
import { withEnd } from './passed-on.ts';
import { type RelayParts } from './relay-parts.ts';

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

async function find(
  parts: RelayAnswerParts,
  by: Tenant,
  reference: string,
): Promise<FoundPassedOn & { readonly subject: Subject }> {
  const found = await findPassedOn(parts, reference, by.tenantId);
  const subject = found === null ? null : await parts.subjects.byId(found.relay.subjectId);
  if (found === null || subject === null) {
    throw new OubliError('request_missing', 'Nothing of that reference is with you.');
  }
  return { ...found, subject };
}
