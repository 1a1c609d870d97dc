import { isQuiet } from '../../flows/step.ts';
import { type InboundEvent, type InboundMessage } from '../domain/inbound.ts';
import { type Identifier } from '../domain/subject.ts';
import { type HeldKeys } from '../keys/held-keys.ts';
import { type MessagingLog } from '../messaging/messaging-log.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Conversation, type Conversations } from './conversation.ts';
import { type EffectPerformer } from './perform-due.ts';
import { type InboxItem } from './lane-inbox.ts';
import { sightingOf } from './sighting.ts';
import { type Subject, type Subjects } from './subjects.ts';
import { type Hearing, type Talk } from './talk.ts';

/** Forgets a person of whom nothing but a finished chat is left (`alongside`: nothing but the rights conversation is kept). */
export interface Forgetting {
  forgetIfIdle(whom: { readonly subject: Subject }): Promise<void>;
}

/** Hears of messages to the business's staff that Meta took and could not deliver. */
export interface StaffNotices {
  failedLate(tenant: Tenant, messageId: string, errorCodes: readonly number[]): Promise<boolean>;
}

export interface EventParts {
  readonly subjects: Subjects;
  readonly conversations: Conversations;
  readonly talk: Talk;
  readonly performer: EffectPerformer;
  readonly log: MessagingLog;
  readonly forgetting: Forgetting;
  readonly staffNotices: StaffNotices;
  readonly telemetry: Telemetry;
}

/** Meta: the person behind the number is another than the hash says. It comes late, as a status (cloud-api.md 4.5, 14). */
const otherKey = 137_000;

/** Handles one event of a tenant: what it leaves behind, and what the bot says to it. `held`: by the lease of the item's lane. */
export type EventHandler = (tenant: Tenant, item: InboxItem, event: InboundEvent, held: HeldKeys) => Promise<void>;

/** One branch a kind. Idempotent: after a crash the same event comes again. */
export function createEventHandler(parts: EventParts): EventHandler {
  const { subjects, log, telemetry } = parts;
  return async (tenant, item, event, held) => {
    switch (event.kind) {
      case 'message':
        await handleMessage(parts, tenant, { item, event, held });
        return;
      case 'identity-change': {
        // Known under the old names only: a `system` event never makes a contact (privacy.md 8.7 number 3).
        const { names, previous } = event;
        const isKnown =
          previous.length === 0
            ? await noteKeyChange(parts, tenant, names)
            : (await subjects.move(tenant, { previous, names, lane: item.lane })) !== null;
        telemetry.event('identity_changed', { known: isKnown });
        return;
      }
      case 'account': {
        const { event: name = '', code = 0 } = event.facts;
        telemetry.event('account_changed', { field: event.field, event: name, code });
        return;
      }
      case 'status':
        if (
          event.status === 'failed' &&
          (await parts.staffNotices.failedLate(tenant, event.messageId, event.errorCodes))
        )
          return;
        if (event.errorCodes.includes(otherKey)) await noteKeyChange(parts, tenant, event.names);
        await log.noted(tenant, event);
        return;
      case 'preference':
      case 'echo':
      case 'history':
      case 'contact-sync':
      case 'unsupported':
        await log.noted(tenant, event);
        return;
    }
  };
}

async function handleMessage(
  parts: EventParts,
  tenant: Tenant,
  { item, event, held }: { readonly item: InboxItem; readonly event: InboundMessage; readonly held: HeldKeys },
): Promise<void> {
  const names = namesIn(event);
  if (names.length === 0) {
    parts.telemetry.event('message_from_nobody');
    return;
  }
  // Taking a message back, or mending it, says nothing to the bot, and makes nobody known who was not.
  const isAboutAnother = event.content.kind === 'revoke' || event.content.kind === 'edit';
  let subject: Subject | null = null;
  if (tenant.mode === 'owner') {
    const { subjects } = parts;
    const sighting = sightingOf(event, item.lane);
    subject = isAboutAnother
      ? await subjects.find(tenant, names, held)
      : await subjects.ensure(tenant, names, held, sighting);
  }
  const order = { tenant, names, event, eventId: item.id, lane: item.lane, held };
  // Nobody waits for the log to be answered, and a log that fails keeps no answer back: the event then comes again for the log.
  const [logged, answered] = await Promise.allSettled([
    subject === null ? Promise.resolve() : parts.log.received(tenant, subject, event),
    isAboutAnother ? Promise.resolve() : answer(parts, subject === null ? order : { ...order, subject }),
  ]);
  for (const one of [answered, logged]) if (one.status === 'rejected') throw one.reason;
}

/** Only the key behind some names is another: `customer_identity_changed`, which tells them twice, or a send refused for it. */
async function noteKeyChange({ subjects }: EventParts, tenant: Tenant, names: readonly Identifier[]): Promise<boolean> {
  const known = await subjects.find(tenant, names);
  if (known !== null) await subjects.keyChanged(known.subjectId);
  return known !== null;
}

async function answer(parts: EventParts, hearing: Hearing): Promise<void> {
  const { tenant, names } = hearing;
  const heard = await parts.talk.hearAndBegin(hearing);
  if (heard === null) {
    // A crash may have come between forgetting a chat and forgetting its person.
    const known = tenant.mode === 'alongside' ? await parts.subjects.find(tenant, names) : null;
    if (known !== null) await parts.forgetting.forgetIfIdle({ subject: known });
    return;
  }
  const conversation = await parts.performer.performDue(tenant, heard.conversation, heard.begun);
  if (tenant.mode === 'alongside') await forgetQuiet(parts, conversation);
}

/** Alongside another app a chat that came to its end is not kept. */
export async function forgetQuiet(
  { conversations, forgetting }: EventParts,
  conversation: Conversation,
): Promise<void> {
  if (!isQuiet(conversation.state) || conversation.outbox.length > 0) return;
  await conversations.remove(conversation);
  await forgetting.forgetIfIdle(conversation);
}

/** The signed sender's names; a number shared through our own request button is the sender's as well (pitfall 26). */
function namesIn(event: InboundMessage): readonly Identifier[] {
  const { sharedNumber } = sightingOf(event);
  return sharedNumber === undefined ? event.names : [...event.names, { kind: 'phone', value: sharedNumber }];
}
