import { isOtherKey, type Sender, type SendResult } from '../conversation/sender.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type OutboundMessage } from '../domain/outbound.ts';
import { addressOf, type Identifier } from '../domain/subject.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { requireOwner } from './intake.ts';
import { contentExpiry } from './keep-content.ts';
import { type People, subjectOf, type Whom } from './people.ts';
import { type Messages, type OptIns, type TemplateSends } from './records.ts';

/** A message that the business sends through us. */
export interface OutgoingOrder {
  readonly phoneNumberId: string;
  readonly identifiers: readonly Identifier[];
  readonly message: Extract<OutboundMessage, { kind: 'text' | 'template' }>;
  readonly isMarketing: boolean;
}

/** `id`: the entry in the message log, `null` when the person was locked out between sending and logging. */
export type OutgoingResult =
  { readonly name: 'accepted'; readonly id: string | null } | Exclude<SendResult, { readonly name: 'accepted' }>;

/**
 * Sends for the business and logs what went out.
 * @throws OubliError before anything is sent: `owner_mode_only`, `subject_locked_out`, `subject_suppressed` (erased, and not
 *   written since; or marketing), `identity_conflict`, `subject_restricted` (the person paused any use), `subject_objected` (marketing to somebody who said no), `address_missing`.
 */
export interface Outgoing {
  send(tenant: Tenant, order: OutgoingOrder): Promise<OutgoingResult>;
}

interface OutgoingParts {
  readonly people: People;
  readonly subjects: Pick<Subjects, 'keyChanged' | 'spelled'>;
  readonly sender: Sender;
  readonly messages: Messages;
  readonly templateSends: TemplateSends;
  readonly optIns: OptIns;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

export function createOutgoing(parts: OutgoingParts): Outgoing {
  const { people, sender, optIns, telemetry } = parts;
  return {
    async send(tenant, order) {
      requireOwner(tenant);
      const { phoneNumberId, identifiers, message, isMarketing } = order;
      const known = addressee(await people.whom(tenant, identifiers), isMarketing);
      if (known !== null && (await optIns.current(known, 'processing')) === 'out') {
        throw new OubliError('subject_restricted', 'This person had the use of their data paused: nothing is sent.');
      }
      if (isMarketing && known !== null && (await optIns.current(known)) === 'out') {
        throw new OubliError('subject_objected', 'This person does not want marketing messages.');
      }
      // Where they are now: a number that was theirs may be somebody else's by this time.
      const to = addressOf(known?.identifiers ?? identifiers);
      if (to === null) throw new OubliError('address_missing', 'A phone number or a BSUID is needed to send to.');
      const result = await sender.send({ tenant, phoneNumberId, to, message });
      telemetry.event('api_message_sent', { result: result.name, type: message.kind });
      if (known !== null && isOtherKey(result)) await parts.subjects.keyChanged(known.subjectId);
      if (result.name !== 'accepted') return result;
      try {
        const subject = await loggedTo(people, tenant, identifiers);
        if (result.waId !== undefined) await parts.subjects.spelled(tenant, subject, result.waId);
        return { name: 'accepted', id: await log(parts, tenant, subject, order, result.messageId) };
      } catch (error) {
        // It is on its way: an error now would have the business send it twice.
        telemetry.fault('api_message_not_logged', error);
        return { name: 'accepted', id: null };
      }
    },
  };
}

/**
 * Whoever was erased and has written anew may be answered: they began it. Advertising is no answer; for that they must agree
 * anew, which lifts the suppression.
 */
function addressee(whom: Whom, isMarketing: boolean): Subject | null {
  return whom.name === 'suppressed' && whom.subject !== null && !isMarketing ? whom.subject : subjectOf(whom);
}

/** Asked again: a lock-out may have come between. */
async function loggedTo(people: People, tenant: Tenant, identifiers: readonly Identifier[]): Promise<Subject> {
  const whom = await people.whom(tenant, identifiers);
  return addressee(whom, false) ?? people.admit(tenant, identifiers);
}

/** A person is made only once something was said to them. A template's parameters are not kept: codes may be among them. */
async function log(
  { messages, templateSends, clock }: OutgoingParts,
  tenant: Tenant,
  subject: Subject,
  { phoneNumberId, message }: OutgoingOrder,
  messageId: string,
): Promise<string> {
  const now = clock.now();
  const at = toInstant(now);
  const of = { subject, messageId };
  const expiresAt = contentExpiry(tenant, at, now);
  const [id] = await Promise.all([
    messages.add({ ...of, direction: 'out', origin: 'live', type: message.kind, phoneNumberId, at }),
    message.kind === 'template'
      ? templateSends.add({ ...of, templateName: message.name, language: message.language, at })
      : expiresAt === null || messages.addContent(of, { text: message.body, at, expiresAt }),
  ]);
  return id;
}
