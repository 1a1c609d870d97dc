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
   * Nobody is reminded of it any more. Said again, it stands, and is not new. @param by the business that has it in hand, or the
   * operator by the command, whoever has it.
   * @throws OubliError `request_missing`: nothing of it is with this business; `request_taken_back`; `request_contended`.
   */
  answered(by: Tenant | 'operator', reference: string): Promise<{ readonly isNew: boolean }>;
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
    async answered(by, reference) {
      const { operator, subject } = await find(parts, by, reference);
      const hold = await holdPerson(parts, operator, subject, { now: parts.clock.now(), leaseMs });
      if (hold === null) throw new OubliError('request_contended', 'It is being changed. Try again.', { retry: 'yes' });
      try {
        const { relay, one } = await find(parts, by, reference);
        if (one.end.takenBackBy !== undefined) {
          throw new OubliError('request_taken_back', 'The person took it back.');
        }
        if (one.end.isAnswered === true) return { isNew: false };
        await parts.store.change(relay.relayId, { contents: withEnd(relay.contents, one, { isAnswered: true }) });
        parts.telemetry.event('relay_answered');
        return { isNew: true };
      } finally {
        await hold.release();
      }
    },
  };
}

async function find(
  parts: RelayAnswerParts,
  by: Tenant | 'operator',
  reference: string,
): Promise<FoundPassedOn & { readonly subject: Subject }> {
  const found = await (by === 'operator'
    ? findPassedOn(parts, reference)
    : findPassedOn(parts, reference, by.tenantId));
  const subject = found === null ? null : await parts.subjects.byId(found.relay.subjectId);
  if (found === null || subject === null) {
    const whom = by === 'operator' ? 'people' : 'you';
    throw new OubliError('request_missing', `Nothing of that reference is with ${whom}.`);
  }
  return { ...found, subject };
}
