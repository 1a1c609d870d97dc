import { dayInWords } from '../../flows/phrasing.ts';
import { type Conversation, type Conversations, type PendingEffect } from '../conversation/conversation.ts';
import { parkedUntilHeard } from '../conversation/next-due.ts';
import { unparked } from '../conversation/parked.ts';
import { isMendable, mendingMs, type Sender } from '../conversation/sender.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { isWindowOver } from '../domain/service-window.ts';
import { type Clock, type Instant, toInstant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type OutboundMessage } from '../domain/outbound.ts';
import { type Address, addressOf, type Identifier } from '../domain/subject.ts';
import { type Told } from '../domain/told.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { nextBudgetAt, type PaidSends } from './paid-sends.ts';
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
  /** What a run knows of them: the way to them where their own row, and their chat, are erased already. */
  readonly frozen?: {
    readonly identifiers: readonly Identifier[];
    /** When they last wrote. Milliseconds since the Unix epoch; `null`: not known. */
    readonly heardAt: number | null;
  };
  /** From whoever comes again: where there is no chat to wait in and only the template is held up, it is said then, and not now in free words. */
  readonly comesAgain?: {
    /** A try before this one took a template from the day's budget. */
    readonly isPaid: boolean;
    note(held: HeldUp): void;
  };
}

/** When the template for news may go out. `isPaid`: it is taken from the day's budget. */
export interface HeldUp {
  readonly afterMs: number;
  readonly isPaid: boolean;
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
 * In the window: in the chat, as a reply of its own, which waits for the person where it cannot be said after all. Outside: by the
 * tenant's template while its budget lasts (a limit of a moment is waited out in the chat), else it waits in the chat, sealed, for
 * the person's next message. It goes with the chat if that is erased. Where there is no chat to wait in, whoever comes again says it
 * once the template is back; anybody else tries once in free words.
 */
export function createTellPerson(parts: TellPersonParts): TellPerson {
  const { subjects, conversations, telemetry, clock } = parts;
  return async (news) => {
    const { tenant, request, kind } = news;
    const subject = request.person === null ? null : await subjects.byId(request.person.subjectId);
    const frozen = subject === null ? news.frozen : undefined;
    const to = addressOf(subject?.identifiers ?? frozen?.identifiers ?? []);
    const mayRead = !isWindowOver(frozen?.heardAt ?? -Infinity, clock.now());
    const chat = subject === null ? null : await conversations.find(subject, request.phoneNumberId);
    const told = await (async (): Promise<Told> => {
      if (to !== null && mayRead && (await sayOnce(parts, tenant, to, news))) return 'sent';
      const isClosed = chat === null || isWindowOver(chat.lastInboundAt, clock.now());
      const template = to !== null && isClosed ? await sendTemplate(parts, tenant, to, news) : null;
      if (template?.name === 'sent') return 'sent';
      const queued = chat === null ? null : await put(parts, chat, news, template?.name === 'held' ? template : null);
      if (queued !== null) return queued;
      if (template !== null && news.comesAgain !== undefined) {
        const { afterMs, isPaid } = template;
        news.comesAgain.note({ afterMs, isPaid });
        return 'queued';
      }
      return to !== null && (await sayOnce(parts, tenant, to, news)) ? 'sent' : 'unreachable';
    })();
    telemetry.event('person_told', { kind, result: told });
    return told;
  };
}

/** A template that was paid for and is held up: `message` is to go out after `afterMs`. */
interface HeldTemplate extends HeldUp {
  readonly name: 'held';
  readonly message: OutboundMessage;
}

/** The day's budget is spent, or the business or Meta must mend the template first. */
interface WaitingTemplate extends HeldUp {
  readonly name: 'waits';
}

/** Puts the words into the chat's outbox, or the template that is held up. `null`: the chat is gone. */
async function put(
  { conversations, wake, telemetry, clock }: TellPersonParts,
  chat: Conversation,
  { request, kind, body }: PersonNews,
  template: HeldTemplate | null,
): Promise<Exclude<Told, 'unreachable'> | null> {
  const id = `${request.requestId}.${kind}`;
  const effect = { kind: 'reply', message: template?.message ?? { kind: 'text', body } } as const;
  // A template that is held up was begun once.
  const attempts = template === null ? 0 : 1;
  let current: Conversation | null = chat;
  for (let tries = 0; tries < maxTries && current !== null; tries += 1) {
    const now = clock.now();
    // Asked of the chat as it stands now: who wrote meanwhile is not left waiting for their next message.
    const afterMs = template?.afterMs ?? (isWindowOver(current.lastInboundAt, now) ? null : 0);
    const dueAt = afterMs === null ? parkedUntilHeard : now + afterMs;
    const others = current.outbox.filter((one) => one.id !== id && !isOutdated(one, request.requestId));
    // The chat is open: what waited for the person has its turn first, so that news come in their order.
    const earlier = template === null ? unparked(others, dueAt) : others;
    const outbox = [...earlier, { id, effect, candidate: null, dueAt, attempts, news: { body } }];
    if (await conversations.save({ ...current, outbox })) {
      if (afterMs === null) return 'queued';
      await wake.wake('lane', current.lane, afterMs);
      return 'sent';
    }
    current = await conversations.find(current.subject, current.phoneNumberId);
  }
  telemetry.event('person_chat_moved', { kind });
  return null;
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
function isOutdated(pending: PendingEffect, requestId: string): boolean {
  return pending.id === `${requestId}.person.waiting` && isWaiting(pending);
}

/** It was not said yet, and waits: for the person, or for what held it up or must be mended. */
function isWaiting(pending: PendingEffect): boolean {
  return pending.dueAt === parkedUntilHeard || (pending.news !== undefined && pending.attempts > 0);
}

/** `null`: there is no template, or Meta will never take it. */
async function sendTemplate(
  { sender, paidSends, templateLanguage, telemetry, clock }: TellPersonParts,
  tenant: Tenant,
  to: Address,
  { request, line, comesAgain }: PersonNews,
): Promise<{ readonly name: 'sent' } | HeldTemplate | WaitingTemplate | null> {
  const name = tenant.templates.notice;
  if (name === undefined) return null;
  const now = clock.now();
  if (comesAgain?.isPaid !== true && !(await paidSends.take(tenant)))
    return { name: 'waits', afterMs: nextBudgetAt(now) - now, isPaid: false };
  const { phoneNumberId, locale, reference } = request;
  const parameters = [line, reference];
  const message = { kind: 'template', name, language: templateLanguage(locale), parameters } as const;
  const result = await sender.send({ tenant, phoneNumberId, to, message });
  if (result.name === 'refused') {
    telemetry.fault('person_template_refused', null, { tenantId: tenant.tenantId, code: result.code });
  }
  // Paid for: it is not taken from the budget again, and not lost for a limit of a moment.
  if (result.name === 'try-later') return { name: 'held', afterMs: result.afterMs, isPaid: true, message };
  if (result.name === 'refused' && isMendable(result.reason))
    return { name: 'waits', afterMs: mendingMs, isPaid: true };
  // It may have gone out: the words wait in no second place then.
  return result.name === 'accepted' || result.name === 'unknown' ? { name: 'sent' } : null;
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
      const outbox = chat?.outbox.filter((one) => !(isWaiting(one) && one.id.startsWith(`${requestId}.`))) ?? [];
      if (chat === null || outbox.length === chat.outbox.length) return;
      if (await conversations.save({ ...chat, outbox })) return;
    }
  };
}

/** A day of news in words; today's when none is known. */
export function dayOf(locale: Locale, instant: Instant | number): string {
  return dayInWords(locale, typeof instant === 'number' ? toInstant(instant) : instant);
}
