import { toInstant } from '../domain/instant.ts';
import { nextBudgetAt } from '../requests/paid-sends.ts';
import { type Outcome } from '../../flows/outcome.ts';
import { type Locale } from '../domain/locale.ts';
import { type OutboundMessage } from '../domain/outbound.ts';
import { type CodeChannel, type NoCodeReason, type Right } from '../domain/request.ts';
import { addressOf } from '../domain/subject.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Codes } from './codes.ts';
import { type Conversation } from './conversation.ts';
import { type CodeMail, type RequestDesk, type SentLog } from './effect-desk.ts';
import { type KeyPin } from './key-pin.ts';
import { noteSent } from './note-sent.ts';
import { isOtherKey, type Sender, type SendResult } from './sender.ts';
import { type Subject, type Subjects } from './subjects.ts';

export interface CodeSendingParts {
  readonly codes: Codes;
  /** The keyed hashes under which this person's codes are counted. */
  readonly countersOf: (tenant: Tenant, subject: Subject) => readonly string[];
  readonly sender: Sender;
  readonly codeMail: CodeMail;
  readonly sentLog: SentLog;
  readonly subjects: Pick<Subjects, 'keyChanged'>;
  readonly keyPin: KeyPin;
  readonly requests: Pick<RequestDesk, 'codeSent' | 'noCode'>;
  /** What a template costs the business is bounded by the day. */
  readonly paidSends: { take(tenant: Tenant): Promise<boolean> };
  readonly now: () => number;
  /** The words of a code sent as a chat message. */
  readonly codeText: (
    locale: Locale,
    right: Right,
    facts: { readonly code: string; readonly minutes: number },
  ) => string;
  /** The phrase to be typed back, and what it is for. */
  readonly phraseText: (locale: Locale, facts: { readonly code: string; readonly minutes: number }) => string;
  /** Languages in Meta's template form (`pt_BR`). */
  readonly templateLanguage: (locale: Locale) => string;
  readonly telemetry: Telemetry;
}

/** For which request, and what a right code will start. */
export interface CodeOrder {
  readonly requestId: string;
  readonly right: Right;
  readonly locale: Locale;
  /** How often it was held up before: surely nothing went out then. */
  readonly heldUp?: number;
}

/** Nothing went out, and soon something may: it is to be issued again. `afterMs`: in milliseconds. */
export interface HeldUp {
  readonly kind: 'held-up';
  readonly afterMs: number;
}

/** A way that is held up is waited for this often, and this long each time (131057: "about a minute"); else the next way is taken. */
const patience = { times: 3, eachMs: 60_000 } as const;

/** Draws a code and sends it by the best way there is. */
export interface CodeSending {
  issue(tenant: Tenant, conversation: Conversation, order: CodeOrder): Promise<Outcome | HeldUp>;
}

type Sent =
  | { readonly name: Exclude<SendResult['name'], 'try-later'> | 'other-key' }
  | { readonly name: 'try-later'; readonly afterMs: number };

interface Way {
  readonly channel: CodeChannel;
  /** The business pays for it. */
  readonly isPaid?: true;
  /** `other-key`: somebody else may be behind the number. */
  readonly send: (code: string) => Promise<Sent>;
}

/**
 * Authentication template when the phone is known, else e-mail, else chat where the tenant allows it (design.md
 * section 4; Meta: authentication templates reach the primary device only and need a phone, 131062). Whose phone is hidden, and
 * whom nothing else reaches, types a phrase where the tenant chose that, and is asked for the number where it did not.
 * A way that is refused gives way to the next; the operator is told. What Meta does not take for the moment surely did not go out:
 * it is waited for, a little, before the next way is taken.
 */
export function createCodeSending(parts: CodeSendingParts): CodeSending {
  return {
    async issue(tenant, conversation, order) {
      const { requestId, right, heldUp = 0 } = order;
      const notIssued = (
        reason: 'number-needed' | 'failed' | 'unknown' | 'too-soon',
        retryAt: string | null = null,
      ): Outcome => ({
        kind: 'code-not-issued',
        requestId,
        reason,
        retryAt,
      });
      const noCode = async (reason: NoCodeReason, retryAt: string | null): Promise<Outcome> => {
        const slowUntil = await parts.requests.noCode(requestId, reason, retryAt);
        return { kind: 'code-not-issued', requestId, reason, retryAt, slowUntil };
      };
      const ways = waysOf(parts, tenant, conversation, order);
      const { subject } = conversation;
      const to = addressOf(subject.identifiers);
      // Where the template is the way, the number is what is missing (131062): it can be asked for.
      const isNumberNeeded = tenant.codeChannels.template !== undefined && to !== null && !('phone' in to);
      if (ways.length === 0) return isNumberNeeded ? notIssued('number-needed') : noCode('no-channel', null);
      const drawn = await parts.codes.issue({
        binding: { requestId, tenantId: tenant.tenantId, subjectId: subject.subjectId, action: right },
        counters: parts.countersOf(tenant, subject),
        digits: tenant.code.digits,
        lifeMinutes: tenant.code.lifeMinutes,
        countsAsSend: heldUp === 0,
      });
      if (drawn.name === 'too-soon') return notIssued('too-soon', drawn.retryAt);
      if (drawn.name !== 'drawn') return noCode(drawn.name, drawn.retryAt);
      let isBudgetSpent = false;
      for (const { channel, isPaid, send } of ways) {
        // Before it goes out, and only what costs: chat and e-mail are free. What was held up is paid for already.
        if (isPaid === true && heldUp === 0 && !(await parts.paidSends.take(tenant))) {
          isBudgetSpent = true;
          continue;
        }
        const result = await send(drawn.code);
        if (result.name === 'unknown') return notIssued('unknown');
        if (result.name === 'try-later' && heldUp < patience.times && result.afterMs <= patience.eachMs) {
          return { kind: 'held-up', afterMs: result.afterMs };
        }
        if (result.name !== 'accepted') {
          parts.telemetry.fault('code_way_failed', null, { channel, result: result.name });
          // Whoever is there now gets no code another way, unasked.
          if (result.name === 'other-key') break;
          continue;
        }
        await parts.requests.codeSent(requestId, channel);
        return { kind: 'code-issued', requestId, channel, digits: tenant.code.digits, expiresAt: drawn.expiresAt };
      }
      if (isNumberNeeded) return notIssued('number-needed');
      return isBudgetSpent ? noCode('budget', toInstant(nextBudgetAt(parts.now()))) : notIssued('failed');
    },
  };
}

function waysOf(
  parts: CodeSendingParts,
  tenant: Tenant,
  conversation: Conversation,
  { right, locale }: CodeOrder,
): readonly Way[] {
  const { subject } = conversation;
  const { template, email, chat, phrase } = tenant.codeChannels;
  const { lifeMinutes } = tenant.code;
  const to = addressOf(subject.identifiers);
  const say = (message: OutboundMessage): Promise<Sent> => sendNoted(parts, tenant, conversation, message);
  const ways: Way[] = [];
  if (template !== undefined && to !== null && 'phone' in to) {
    const language = parts.templateLanguage(locale);
    const { name } = template;
    const isShared = subject.sharedNumbers.includes(to.phone);
    ways.push({
      channel: isShared ? 'shared_number' : 'template',
      isPaid: true,
      send: (code) => say({ kind: 'template', name, language, parameters: [code], code }),
    });
  }
  if (email) {
    const { codeMail } = parts;
    ways.push({
      channel: 'email',
      send: (code) => codeMail.send({ tenant, subject, right, locale, code, lifeMinutes }),
    });
  }
  // A code in the chat shows that somebody wants it, not who they are: enough to erase, not to hand a copy out (privacy.md row 17).
  if (chat && right === 'erasure') {
    ways.push({
      channel: 'chat',
      send: (code) => say({ kind: 'text', body: parts.codeText(locale, right, { code, minutes: lifeMinutes }) }),
    });
  }
  if (phrase === true && right === 'erasure' && to !== null && !('phone' in to)) {
    ways.push({
      channel: 'phrase',
      send: (code) => say({ kind: 'text', body: parts.phraseText(locale, { code, minutes: lifeMinutes }) }),
    });
  }
  return ways;
}

/** Sends it through WhatsApp; what went out stands in the message log. */
async function sendNoted(
  parts: CodeSendingParts,
  tenant: Tenant,
  { subject, phoneNumberId }: Conversation,
  message: OutboundMessage,
): Promise<Sent> {
  const to = addressOf(subject.identifiers);
  if (to === null) return { name: 'refused' };
  const identityKeyHash = await parts.keyPin(subject);
  const result = await parts.sender.send({ tenant, phoneNumberId, to, message, identityKeyHash });
  if (result.name === 'accepted') {
    const { messageId, waId } = result;
    const templateName = message.kind === 'template' ? message.name : null;
    await noteSent(parts, { tenant, subject, phoneNumberId, messageId, type: message.kind, templateName, waId });
  }
  if (!isOtherKey(result)) return result;
  await parts.subjects.keyChanged(subject.subjectId);
  return { name: 'other-key' };
}
