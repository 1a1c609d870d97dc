import { type Forgetting } from '../conversation/handle-event.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { type InboundMessage } from '../domain/inbound.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { emptyCard, isEmptyCard, withName } from './contact-card.ts';
import { forgetMessage, logMessage, type MessageLogParts } from './log-message.ts';
import { type MessagingLog } from './messaging-log.ts';
import { type People, type Whom } from './people.ts';
import { recordWish } from './record-wish.ts';
import { type Contacts, type OptIns } from './records.ts';
import { type Suppressions } from './suppressions.ts';

interface MessagingLogParts extends MessageLogParts {
  readonly subjects: Subjects;
  readonly people: People;
  readonly contacts: Contacts;
  readonly optIns: OptIns;
  readonly suppressions: Pick<Suppressions, 'lift'>;
  readonly forgetting: Forgetting;
  readonly telemetry: Telemetry;
}

type Noted = Parameters<MessagingLog['noted']>[1];
type NotedAs<Kind extends Noted['kind']> = Extract<Noted, { kind: Kind }>;
/** Why an event left nothing; `null`: it was taken in. */
type Ignored = 'stranger' | 'locked-out' | 'suppressed' | 'conflict' | null;

/**
 * Makes the log over its stores. While somebody is locked out nothing new about them is recorded but their objection to
 * marketing; what was there may still be moved by a status, mended or taken back.
 */
export function createMessagingLog(parts: MessagingLogParts): MessagingLog {
  const { telemetry } = parts;
  const count = (kind: string, ignored: Ignored): void => {
    if (ignored !== null) telemetry.event('messaging_ignored', { kind, reason: ignored });
  };
  return {
    async received(tenant, subject, event) {
      if (tenant.mode !== 'owner' || (await isAboutAnother(parts, subject, event))) return;
      if (subject.isLockedOut) {
        count('message', 'locked-out');
        return;
      }
      const { messageId, at, business, content } = event;
      const { phoneNumberId } = business;
      const record = { subject, messageId, direction: 'in', origin: 'live', phoneNumberId, at } as const;
      await Promise.all([parts.contacts.seen(subject, event), logMessage(parts, tenant, record, content)]);
    },
    async noted(tenant, event) {
      if (tenant.mode === 'owner') count(event.kind, await note(parts, tenant, event));
    },
  };
}

function note(parts: MessagingLogParts, tenant: Tenant, event: Noted): Promise<Ignored> {
  switch (event.kind) {
    case 'status':
      return noteStatus(parts, tenant, event);
    case 'echo':
    case 'history':
      return noteAside(parts, tenant, event);
    case 'preference':
      return notePreference(parts, tenant, event);
    case 'contact-sync':
      return noteAddressBook(parts, tenant, event);
    case 'unsupported':
      return Promise.resolve(null);
  }
}

/** By the message's hash alone: it moves what is there, so that it can neither make a person nor join two. */
async function noteStatus(
  { messages, templateSends }: MessagingLogParts,
  { tenantId }: Tenant,
  event: NotedAs<'status'>,
): Promise<Ignored> {
  const type = await messages.moveStatus(tenantId, event);
  if (type === 'template') await templateSends.moveStatus(tenantId, event);
  return type === null ? 'stranger' : null;
}

/** What passed through the business's phone, now (`echo`) or before it joined (`history`): only of people who are known. */
async function noteAside(
  parts: MessagingLogParts,
  tenant: Tenant,
  event: NotedAs<'echo' | 'history'>,
): Promise<Ignored> {
  const subject = await parts.subjects.find(tenant, event.names);
  if (subject === null) return 'stranger';
  if (await isAboutAnother(parts, subject, event)) return null;
  if (subject.isLockedOut) return 'locked-out';
  const { messageId, at, kind: origin, content } = event;
  const { phoneNumberId } = event.business;
  const direction = event.kind === 'history' ? event.direction : 'out';
  await logMessage(parts, tenant, { subject, messageId, direction, origin, phoneNumberId, at }, content);
  return null;
}

async function notePreference(
  { subjects, optIns, suppressions }: MessagingLogParts,
  tenant: Tenant,
  { names, wantsMarketing, at }: NotedAs<'preference'>,
): Promise<Ignored> {
  const subject = await subjects.find(tenant, names);
  if (subject === null) return 'stranger';
  // Their own word, told by Meta: they agree to be in the business's lists again.
  if (wantsMarketing && !subject.isLockedOut) await suppressions.lift(tenant, subject.identifiers);
  await recordWish(optIns, { subject, state: wantsMarketing ? 'in' : 'out', source: 'user_preferences', at });
  return null;
}

/** The owner's address book names people the business chose to share: a new one is made, an existing one gets no new identifier. */
async function noteAddressBook(
  parts: MessagingLogParts,
  tenant: Tenant,
  event: NotedAs<'contact-sync'>,
): Promise<Ignored> {
  if (event.names.length === 0) return 'stranger';
  const whom = await parts.people.whom(tenant, event.names);
  if (event.action === 'remove') return leaveAddressBook(parts, whom);
  if (whom.name !== 'known' && whom.name !== 'stranger') return whom.name;
  const subject = whom.name === 'known' ? whom.subject : await parts.people.admit(tenant, event.names);
  await parts.contacts.change(subject, (card) => {
    const known = card ?? emptyCard;
    return event.fullName === null ? known : withName(known, 'address-book', event.fullName);
  });
  return null;
}

/** Taking a name out brings nobody in: it is done for whoever is known. Of whom nothing else is left, nothing stays. */
async function leaveAddressBook({ contacts, forgetting }: MessagingLogParts, whom: Whom): Promise<Ignored> {
  const subject = whom.name === 'known' || whom.name === 'suppressed' ? whom.subject : null;
  if (subject === null) return whom.name === 'known' ? null : whom.name;
  const { contactId } = await contacts.change(subject, (card) => {
    const rest = card === null ? null : withName(card, 'address-book', null);
    return rest === null || isEmptyCard(rest) ? null : rest;
  });
  if (contactId === null) await forgetting.forgetIfIdle({ subject });
  return null;
}

/** `revoke` and `edit` speak of another message: they change what is kept of it and leave no entry of their own. */
async function isAboutAnother(
  parts: MessageLogParts,
  subject: Subject,
  { content }: InboundMessage | NotedAs<'echo' | 'history'>,
): Promise<boolean> {
  if (content.kind !== 'revoke' && content.kind !== 'edit') return false;
  const original = { subject, messageId: content.originalMessageId };
  if (content.kind === 'revoke') await forgetMessage(parts, original);
  else await parts.messages.editContent(original, content.text);
  return true;
}
