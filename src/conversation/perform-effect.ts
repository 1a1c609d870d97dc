import { type FlowEffect } from '../../flows/effect.ts';
import { type Outcome } from '../../flows/outcome.ts';
import { type ConversationState } from '../../flows/step.ts';
import { toInstant } from '../domain/instant.ts';
import { type Right } from '../domain/request.ts';
import { type TakenBack } from '../domain/taken-back.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type CodeSending, type CodeSendingParts } from './code-sending.ts';
import { type Conversation, type PendingEffect } from './conversation.ts';
import {
  type CorrectionDesk,
  type HumanDesk,
  type LetterDesk,
  type Objections,
  type Opening,
  type RelayDesk,
  type RequestDesk,
  type Restrictions,
} from './effect-desk.ts';
import { lookUpStatus } from './look-up-status.ts';
import { type Performance } from './performance.ts';
import { type Replies } from './send-reply.ts';
import { type Subject } from './subjects.ts';

export interface PerformParts {
  readonly replies: Replies;
  readonly codeSending: CodeSending;
  readonly codes: CodeSendingParts['codes'];
  readonly countersOf: CodeSendingParts['countersOf'];
  readonly requests: RequestDesk;
  readonly objections: Objections;
  readonly restrictions: Restrictions;
  readonly corrections: CorrectionDesk;
  readonly relays: RelayDesk;
  readonly letters: LetterDesk;
  readonly humans: HumanDesk;
  readonly telemetry: Telemetry;
  readonly now: () => number;
}

/** Performs one claimed effect: one exhaustive switch, one branch an effect. Throws only for faults worth a retry. */
export async function performEffect(
  parts: PerformParts,
  tenant: Tenant,
  conversation: Conversation,
  pending: PendingEffect,
): Promise<Performance> {
  const { subject, phoneNumberId } = conversation;
  const { requests } = parts;
  const { effect } = pending;
  switch (effect.kind) {
    case 'reply':
      return parts.replies.send(tenant, conversation, effect.message);
    case 'open-request': {
      const { matter, locale } = effect;
      return done(openedAs(await requests.open({ tenant, subject, phoneNumberId, matter, locale })));
    }
    case 'issue-code':
      return issueCode(parts, tenant, conversation, { ...pending, effect });
    case 'go-without-code':
      return done(await goWithoutCode(requests, effect.requestId));
    case 'check-code':
      return done(await checkCode(parts, tenant, subject, effect, pending));
    case 'cancel-request':
      return done(await cancelRequest(parts, tenant, subject, pending.id, effect));
    case 'cancel-open': {
      const outcome = await cancelOpen(parts, tenant, subject, pending.id, effect.because);
      return done(effect.isAside === true && outcome.kind === 'nothing-open' ? { ...outcome, isAside: true } : outcome);
    }
    case 'start-access':
    case 'start-erasure':
      return done(await start(parts, effect.requestId));
    case 'hand-copy':
      await requests.heard(effect.requestId);
      return { name: 'done', outcome: null };
    case 'look-up-status':
      return done(await lookUpStatus(parts, tenant, subject, effect));
    case 'tell-human':
      return done({
        kind: 'human-told',
        told: await parts.humans.tell({ tenant, subject, phoneNumberId, locale: effect.locale }),
      });
    case 'record-objection':
      return done(await recordObjection(parts, tenant, subject, pending.id, effect.objects));
    case 'record-restriction':
      await parts.restrictions.pause({ tenant, subject });
      return done({ kind: 'restriction-recorded', restricts: true });
    case 'file-correction': {
      const { field, value, locale } = effect;
      const filed = await parts.corrections.file({ tenant, subject, phoneNumberId, locale, field, value });
      return done({ kind: 'correction-filed', ...filed });
    }
    case 'hand-over':
    case 'pass-on-mandate':
      return done(await relay(parts, tenant, conversation, { id: pending.id, effect }));
    case 'set-timer':
    case 'clear-timer':
      return { name: 'done', outcome: null }; // Timers are moved when the step is saved.
  }
}

/** A code is not blindly sent again. What surely did not go out is, a few times, for as long as the chat waits for it. */
async function issueCode(
  { codeSending, now }: PerformParts,
  tenant: Tenant,
  conversation: Conversation,
  { effect, attempts, heldUp = 0 }: PendingEffect & { readonly effect: Extract<FlowEffect, { kind: 'issue-code' }> },
): Promise<Performance> {
  const { requestId } = effect;
  // Begun before and not known to be finished: it may have gone out.
  if (attempts > 1 + heldUp) {
    return done({ kind: 'code-not-issued', requestId, reason: 'unknown', retryAt: toInstant(now()) });
  }
  if (heldUp > 0 && !awaitsCode(conversation.state, requestId)) return { name: 'done', outcome: null };
  const issued = await codeSending.issue(tenant, conversation, { ...effect, heldUp });
  return issued.kind === 'held-up' ? { name: 'later', afterMs: issued.afterMs, isUnsent: true } : done(issued);
}

/** False once it was taken back, or another code of it went out meanwhile. */
function awaitsCode({ state }: ConversationState, requestId: string): boolean {
  if (state.name === 'opening') return state.earlier?.requestId === requestId;
  return (state.name === 'sending_code' || state.name === 'code_needed') && state.requestId === requestId;
}

async function start({ requests }: PerformParts, requestId: string): Promise<Outcome> {
  const scheduled = await requests.verified(requestId);
  return scheduled === null
    ? { kind: 'request-cancelled', requestId }
    : { kind: 'erasure-scheduled', requestId, ...scheduled };
}

async function goWithoutCode(requests: RequestDesk, requestId: string): Promise<Outcome> {
  const slowUntil = await requests.noCode(requestId, 'no-number', null);
  return { kind: 'code-not-issued', requestId, reason: 'no-number', retryAt: null, slowUntil };
}

/** What is asked on the operator's own number: of other businesses, or for another person. */
async function relay(
  { relays }: PerformParts,
  tenant: Tenant,
  { subject, phoneNumberId }: Conversation,
  {
    id,
    effect,
  }: { readonly id: string; readonly effect: Extract<FlowEffect, { kind: 'hand-over' | 'pass-on-mandate' }> },
): Promise<Outcome> {
  if (effect.kind === 'hand-over') {
    const { requestId } = effect;
    const handed = await relays.handOver({ tenant, subject, requestId });
    return handed === null ? { kind: 'request-cancelled', requestId } : { kind: 'handed-over', requestId, ...handed };
  }
  const { words, locale } = effect;
  const passed = await relays.passOn({ tenant, subject, phoneNumberId, locale, words, askId: id });
  return { kind: 'mandate-passed', passed };
}

/** START lifts a pause where there is one, and then nothing else: nobody agrees to advertising by it (GDPR 7). */
async function recordObjection(
  { objections, restrictions }: PerformParts,
  tenant: Tenant,
  subject: Subject,
  askId: string,
  objects: boolean,
): Promise<Outcome> {
  const lifted = objects ? null : await restrictions.lift({ tenant, subject, askId });
  if (lifted !== null) return { kind: 'restriction-recorded', restricts: false, ...lifted };
  const isRecorded = await objections.record({ tenant, subject, objects });
  return { kind: 'objection-recorded', objects, ...(isRecorded ? {} : { isHeldBack: true }) };
}

/** Asking again with the same effect gives the first answer: a crash neither burns a try nor doubles one. */
async function checkCode(
  { codes, countersOf, requests, telemetry }: PerformParts,
  tenant: Tenant,
  subject: Subject,
  { requestId, right }: { readonly requestId: string; readonly right: Right },
  { id, candidate }: PendingEffect,
): Promise<Outcome> {
  const binding = { requestId, tenantId: tenant.tenantId, subjectId: subject.subjectId, action: right };
  const counters = countersOf(tenant, subject);
  const result = await codes.check({ binding, counters, candidate: candidate ?? '', effectId: id });
  telemetry.event('code_checked', { result: result.name });
  if (result.name !== 'locked') return { kind: 'code-checked', requestId, result };
  const slowUntil = await requests.noCode(requestId, 'locked', result.until);
  return { kind: 'code-checked', requestId, result: { ...result, slowUntil } };
}

async function cancelRequest(
  { codes, countersOf, requests, relays }: PerformParts,
  tenant: Tenant,
  subject: Subject,
  askId: string,
  { requestId, because }: Extract<FlowEffect, { kind: 'cancel-request' }>,
): Promise<Outcome> {
  const counters = countersOf(tenant, subject);
  // Before it ends: should we die between the two, the sign is there.
  if (because === 'not-me') await codes.noteNotMe(tenant.tenantId, counters);
  const asked = because === 'moved-on' ? null : await relays.takeBack({ tenant, subject, requestId, because, askId });
  if (asked !== null && because !== 'moved-on') return { kind: 'asked-taken-back', requestId, because, asked };
  const { isCancelled, reference } = await requests.cancel(requestId, because);
  await codes.voidLive(tenant.tenantId, counters);
  return isCancelled
    ? { kind: 'request-cancelled', requestId }
    : { kind: 'request-not-cancellable', requestId, reference };
}

async function cancelOpen(
  { codes, countersOf, requests, relays }: PerformParts,
  tenant: Tenant,
  subject: Subject,
  askId: string,
  because: 'asked' | 'not-me',
): Promise<Outcome> {
  const asked = await relays.takeBack({ tenant, subject, requestId: null, because, askId });
  const open = await requests.status({ tenant, subject, requestId: null, reference: null });
  if (open === null && asked === null) return { kind: 'nothing-open' };
  const counters = countersOf(tenant, subject);
  // Before it ends: should we die between the two, the sign is there.
  if (because === 'not-me') await codes.noteNotMe(tenant.tenantId, counters);
  const ended = await requests.cancelOpen({ tenant, subject, because });
  await codes.voidLive(tenant.tenantId, counters);
  if (asked === null) return ended === null ? { kind: 'nothing-open' } : { kind: 'open-cancelled', because, ...ended };
  const { name: words } = tenant;
  const own = ended === null ? [] : [{ words, reference: ended.reference, end: endOf(ended) }];
  return { kind: 'asked-taken-back', requestId: null, because, asked: [...asked, ...own] };
}

function endOf({ isCancelled }: { readonly isCancelled: boolean }): TakenBack['end'] {
  return isCancelled ? 'cancelled' : 'too-late';
}

function openedAs(opening: Opening): Outcome {
  switch (opening.name) {
    case 'open': {
      const { requestId, reference, startsAt, slowUntil = null } = opening;
      // Found again and verified already: no new code is needed, the chat tells how it stands.
      return startsAt === null
        ? { kind: 'request-opened', requestId, reference, ...(slowUntil === null ? {} : { slowUntil }) }
        : { kind: 'erasure-scheduled', requestId, reference, startsAt };
    }
    case 'busy':
      return { kind: 'request-busy', reference: opening.reference, matter: opening.matter };
    case 'withheld':
      return { kind: 'copy-withheld', until: opening.until };
  }
}

function done(outcome: Outcome): Performance {
  return { name: 'done', outcome };
}
