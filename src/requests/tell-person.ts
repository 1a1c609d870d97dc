import { dayInWords } from '../../flows/phrasing.ts';
import { type Conversation, type Conversations, type PendingEffect } from '../conversation/conversation.ts';
import { parkedUntilHeard } from '../conversation/parked.ts';
import { type Sender } from '../conversation/sender.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { serviceWindowMs } from '../domain/service-window.ts';
import { type Clock, type Instant, toInstant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type Address, addressOf } from '../domain/subject.ts';
import { type Told } from '../domain/told.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type PaidSends } from './paid-sends.ts';
import { type RequestRecord } from './request-record.ts';

/** Times the words are put into a chat that somebody else moves meanwhile. */
const maxTries = 5;

/** News of a request. */
export interface PersonNews {
  readonly tenant: Tenant;
  readonly request: Pick<RequestRecord, 'requestId' | 'reference' | 'locale' | 'phoneNumberId' | 'person'>;
  /** Of what kind: later news of the same kind takes the place of what still waits. */
  readonly kind: string;
  readonly body: string;
  /** The same in one line, for a template. */
  readonly line: string;
}

/** Tells a person of their request, whenever they last wrote. Never an error loop: what cannot go now waits for them. */
export type TellPerson = (news: PersonNews) => Promise<Told>;

export interface TellPersonParts {
  readonly subjects: Pick<Subjects, 'byId'>;
  readonly conversations: Pick<Conversations, 'find' | 'save'>;
  readonly sender: Sender;
  readonly paidSends: PaidSends;
  /** Languages in Meta's template form (`pt_BR`). */
  readonly templateLanguage: (locale: Locale) => string;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/**
 * In the window: in the chat, as a reply of its own. Outside: by the tenant's template while its budget lasts, else it waits in
 * the chat, sealed, for the person's next message, and goes with the chat if that is erased.
 */
export function createTellPerson(parts: TellPersonParts): TellPerson {
  const { subjects, conversations, wake, telemetry, clock } = parts;
  return async (news) => {
    const { tenant, request, kind } = news;
    const now = clock.now();
    const subject = request.person === null ? null : await subjects.byId(request.person.subjectId);
    const to = subject === null ? null : addressOf(subject.identifiers);
    const chat = subject === null ? null : await conversations.find(subject, request.phoneNumberId);
    const isOpen = chat !== null && now - chat.lastInboundAt < serviceWindowMs;
    const told = await (async (): Promise<Told> => {
      if (isOpen && (await put(parts, chat, news, now))) {
        await wake.wake('lane', chat.lane);
        return 'sent';
      }
      if (to !== null && !isOpen && (await sendTemplate(parts, tenant, to, news))) return 'sent';
      if (chat !== null && (await put(parts, chat, news, parkedUntilHeard))) return 'queued';
      return to !== null && (await sayOnce(parts, tenant, to, news)) ? 'sent' : 'unreachable';
    })();
    telemetry.event('person_told', { kind, result: told });
    return told;
  };
}

/** Puts the words into the chat's outbox. `false`: the chat is gone. */
async function put(
  { conversations, telemetry }: TellPersonParts,
  chat: Conversation,
  { request, kind, body }: PersonNews,
  dueAt: number,
): Promise<boolean> {
  const id = `${request.requestId}.${kind}`;
  const effect = { kind: 'reply', message: { kind: 'text', body } } as const;
  let current: Conversation | null = chat;
  for (let tries = 0; tries < maxTries && current !== null; tries += 1) {
    const others = current.outbox.filter((one) => one.id !== id && !isOutdated(one, request.requestId));
    const outbox = [...others, { id, effect, candidate: null, dueAt, attempts: 0 }];
    if (await conversations.save({ ...current, outbox })) return true;
    current = await conversations.find(current.subject, current.phoneNumberId);
  }
  telemetry.event('person_chat_moved', { kind });
  return false;
}

/** There is no chat to say it in, so nothing is known of the window: WhatsApp decides. */
async function sayOnce(
  { sender }: TellPersonParts,
  tenant: Tenant,
  to: Address,
  { request, body }: PersonNews,
): Promise<boolean> {
  const { phoneNumberId } = request;
  return (await sender.send({ tenant, phoneNumberId, to, message: { kind: 'text', body } })).name === 'accepted';
}

/** "It will be deleted on …" is no news any more once there are other news of the request. */
function isOutdated({ id, dueAt }: PendingEffect, requestId: string): boolean {
  return id === `${requestId}.person.waiting` && dueAt === parkedUntilHeard;
}

async function sendTemplate(
  { sender, paidSends, templateLanguage, telemetry }: TellPersonParts,
  tenant: Tenant,
  to: Address,
  { request, line }: PersonNews,
): Promise<boolean> {
  const name = tenant.templates.notice;
  if (name === undefined || !(await paidSends.take(tenant))) return false;
  const { phoneNumberId, locale, reference } = request;
  const parameters = [line, reference];
  const message = { kind: 'template', name, language: templateLanguage(locale), parameters } as const;
  const result = await sender.send({ tenant, phoneNumberId, to, message });
  if (result.name === 'refused') {
    telemetry.fault('person_template_refused', null, { tenantId: tenant.tenantId, code: result.code });
  }
  // It may have gone out: the words wait in no second place then.
  return result.name === 'accepted' || result.name === 'unknown';
}

/** Takes back what waits for a person's next message. */
export type ForgetNews = (request: PersonNews['request']) => Promise<void>;

/**
 * News of a request that is over are none: what still waits in the chat goes, whoever ended the request. What was said of the end
 * itself is told after this. A chat that is gone has nothing waiting.
 */
export function createForgetNews({
  subjects,
  conversations,
}: Pick<TellPersonParts, 'subjects' | 'conversations'>): ForgetNews {
  return async ({ requestId, person, phoneNumberId }) => {
    const subject = person === null ? null : await subjects.byId(person.subjectId);
    for (let tries = 0; tries < maxTries && subject !== null; tries += 1) {
      const chat = await conversations.find(subject, phoneNumberId);
      const outbox = chat?.outbox.filter(({ id, dueAt }) => !isWaitingNews(id, dueAt, requestId)) ?? [];
      if (chat === null || outbox.length === chat.outbox.length) return;
      if (await conversations.save({ ...chat, outbox })) return;
    }
  };
}

function isWaitingNews(id: string, dueAt: number, requestId: string): boolean {
  return dueAt === parkedUntilHeard && id.startsWith(`${requestId}.`);
}

/** A day of news in words; today's when none is known. */
export function dayOf(locale: Locale, instant: Instant | number): string {
  return dayInWords(locale, typeof instant === 'number' ? toInstant(instant) : instant);
}
