import { serviceWindowMs } from '../domain/service-window.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Conversation, type PendingEffect } from './conversation.ts';
import { beginDue, type Begun, withEffect } from './begin-due.ts';
import { performEffect, type PerformParts } from './perform-effect.ts';
import { type Performance } from './performance.ts';
import { type Talk } from './talk.ts';

/** Faults of a reply, ours or Meta's, before it is dropped: it answers a message that can be sent again. Anything else is tried for ever. */
const replyTries = 8;
/** Longest pause after a fault, and before the next look at what waits for its turn. */
const longestWaitMs = 600_000;
const longestTurnMs = 30_000;
/** Times that the result of an effect is tried to be saved while others move the chat. */
const settleTries = 5;

/** Performs what a conversation asks for. */
export interface EffectPerformer {
  /**
   * Performs all that is due, in order; what came of it steps the conversation on. Returns it as it stands then.
   * `begun`: the effect that the caller has claimed already.
   */
  performDue(tenant: Tenant, conversation: Conversation, begun?: PendingEffect): Promise<Conversation>;
}

/** Each effect is claimed in the database before it is performed, so that two workers never perform one (design.md decision 3). */
export function createEffectPerformer(parts: PerformParts & { readonly talk: Talk }): EffectPerformer {
  const { talk, telemetry, now } = parts;

  const dropped = ({ attempts }: PendingEffect): Performance => {
    telemetry.event('reply_dropped', { attempts });
    return { name: 'done', outcome: null };
  };

  const attempt = async (tenant: Tenant, conversation: Conversation, pending: PendingEffect): Promise<Performance> => {
    const { effect, attempts } = pending;
    const isReply = effect.kind === 'reply';
    try {
      const performance = await performEffect(parts, tenant, conversation, pending);
      if (performance.name === 'done') return performance;
      if (isReply && isHopeless(pending, performance, conversation, now())) return dropped(pending);
      return { ...performance, afterMs: Math.max(performance.afterMs, pauseAfter(attempts, longestTurnMs)) };
    } catch (error) {
      telemetry.fault('effect_failed', error, { kind: effect.kind, attempts });
      if (isReply && isLastTry(pending)) return dropped(pending);
      return { name: 'later', afterMs: pauseAfter(attempts, longestWaitMs) };
    }
  };

  const settleOnce = (
    tenant: Tenant,
    conversation: Conversation,
    pending: PendingEffect,
    performance: Performance,
  ): Promise<Conversation | null> => {
    if (performance.name === 'later') {
      return talk.save(withEffect(conversation, postponed(pending, performance, now())));
    }
    const rest = { ...conversation, outbox: conversation.outbox.filter((one) => one.id !== pending.id) };
    if (performance.outcome === null) return talk.settle(rest, pending.id);
    return talk.advance(tenant, rest, `${pending.id}.o`, { kind: 'outcome', outcome: performance.outcome });
  };

  /** What was done is done: when somebody moved the chat meanwhile, it is noted in the chat as it stands now. */
  const settle: typeof settleOnce = async (tenant, conversation, pending, performance) => {
    let current: Conversation | null = conversation;
    for (let tries = 0; tries < settleTries && current !== null; tries += 1) {
      const settled = await settleOnce(tenant, current, pending, performance);
      if (settled !== null) return settled;
      const moved: Conversation | null = await talk.reload(current);
      const isStillOurs = moved?.outbox.some(({ id, attempts }) => id === pending.id && attempts === pending.attempts);
      current = isStillOurs === true ? moved : null;
    }
    return null;
  };

  return {
    async performDue(tenant, conversation, begun) {
      let current = conversation;
      let next = begun === undefined ? await claim(talk, current, now()) : { conversation, pending: begun };
      while (next !== null) {
        const { conversation: claimed, pending } = next;
        // A call to the outside may take long: what is written after it asks again whether the person is still there.
        claimed.subject.held?.letGo();
        const settled = await settle(tenant, claimed, pending, await attempt(tenant, claimed, pending));
        if (settled === null) return claimed;
        current = settled;
        next = await claim(talk, current, now());
      }
      return current;
    },
  };
}

/** Held up by a limit: in a crowd its turn comes late, so that such tries say nothing; Meta's window does. */
function isHopeless(
  pending: PendingEffect,
  { isUnsent = false }: Extract<Performance, { name: 'later' }>,
  { lastInboundAt }: Pick<Conversation, 'lastInboundAt'>,
  now: number,
): boolean {
  return now - lastInboundAt >= serviceWindowMs || (!isUnsent && isLastTry(pending));
}

function isLastTry({ attempts, heldUp = 0 }: PendingEffect): boolean {
  return attempts - heldUp >= replyTries;
}

function postponed(
  pending: PendingEffect,
  { afterMs, isUnsent = false }: Extract<Performance, { name: 'later' }>,
  now: number,
): PendingEffect {
  const heldUp = isUnsent ? { heldUp: (pending.heldUp ?? 0) + 1 } : {};
  return { ...pending, ...heldUp, dueAt: now + afterMs };
}

async function claim(talk: Talk, conversation: Conversation, now: number): Promise<Begun | null> {
  const begun = beginDue(conversation, now);
  const saved = begun === null ? null : await talk.save(begun.conversation);
  return begun === null || saved === null ? null : { ...begun, conversation: saved };
}

function pauseAfter(attempts: number, longestMs: number): number {
  return Math.min(longestMs, 1000 * 2 ** attempts);
}
