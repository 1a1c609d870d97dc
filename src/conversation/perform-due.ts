import { type Tenant } from '../tenants/tenant.ts';
import { type Conversation, type PendingEffect } from './conversation.ts';
import { beginDue, type Begun, withEffect } from './begin-due.ts';
import { performEffect, type PerformParts } from './perform-effect.ts';
import { type Performance } from './performance.ts';
import { type Talk } from './talk.ts';
import { isLastTry, isNews, parkedNews, sayAgain } from './unsaid.ts';

/** Longest pause after a fault, and before the next look at what waits for its turn. */
const longestWaitMs = 600_000;
const longestTurnMs = 30_000;
/** Times that the result of an effect is tried to be saved while others move the chat. */
const settleTries = 5;

/** What comes of one try. `parked`: news that could not be said wait for the person to write. */
type Attempted =
  Exclude<Performance, { readonly name: 'refused' }> | { readonly name: 'parked'; readonly outcome: null };

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

  const attempt = async (tenant: Tenant, conversation: Conversation, pending: PendingEffect): Promise<Attempted> => {
    const { effect, attempts } = pending;
    const isReply = effect.kind === 'reply';
    try {
      const performance = await performEffect(parts, tenant, conversation, pending);
      if (performance.name === 'done') return performance;
      const again = sayAgain(pending, performance, conversation, now());
      if (again === null) return unsaid(parts, pending);
      return { ...again, afterMs: Math.max(again.afterMs, pauseAfter(attempts, longestTurnMs)) };
    } catch (error) {
      telemetry.fault('effect_failed', error, { kind: effect.kind, attempts });
      if (isReply && isLastTry(pending)) return unsaid(parts, pending);
      return { name: 'later', afterMs: pauseAfter(attempts, longestWaitMs) };
    }
  };

  const settleOnce = (
    tenant: Tenant,
    conversation: Conversation,
    pending: PendingEffect,
    performance: Attempted,
  ): Promise<Conversation | null> => {
    if (performance.name === 'later') {
      return talk.save(withEffect(conversation, postponed(pending, performance, now())));
    }
    if (performance.name === 'parked' && isNews(pending)) {
      return talk.save(withEffect(conversation, parkedNews(pending)));
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

function unsaid({ telemetry }: Pick<PerformParts, 'telemetry'>, pending: PendingEffect): Attempted {
  const name = isNews(pending) ? 'parked' : 'done';
  telemetry.event(name === 'parked' ? 'news_parked' : 'reply_dropped', { attempts: pending.attempts });
  return { name, outcome: null };
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
