import { type Tenant } from '../tenants/tenant.ts';
import { type Conversation, type PendingEffect } from './conversation.ts';
import { nextDue } from './next-due.ts';
import { performEffect, type PerformParts } from './perform-effect.ts';
import { type Performance } from './performance.ts';
import { type Talk } from './talk.ts';

/** How long an effect that was begun is nobody else's. Longer than any send takes. */
const claimMs = 60_000;
/** Tries of a reply before it is dropped: it answers a message that can be sent again. Anything else is tried for ever. */
const replyTries = 8;
const longestWaitMs = 600_000;

/** Performs what a conversation asks for. */
export interface EffectPerformer {
  /** Performs all that is due, in order; what came of it steps the conversation on. Returns it as it stands then. */
  performDue(tenant: Tenant, conversation: Conversation): Promise<Conversation>;
}

/** Each effect is claimed in the database before it is performed, so that two workers never perform one (design.md decision 3). */
export function createEffectPerformer(parts: PerformParts & { readonly talk: Talk }): EffectPerformer {
  const { talk, telemetry, now } = parts;

  const attempt = async (tenant: Tenant, conversation: Conversation, pending: PendingEffect): Promise<Performance> => {
    try {
      return await performEffect(parts, tenant, conversation, pending);
    } catch (error) {
      telemetry.fault('effect_failed', error, { kind: pending.effect.kind, attempts: pending.attempts });
      return { name: 'later', afterMs: Math.min(longestWaitMs, 1000 * 2 ** pending.attempts) };
    }
  };

  const settle = (
    tenant: Tenant,
    conversation: Conversation,
    pending: PendingEffect,
    performance: Performance,
  ): Promise<Conversation | null> => {
    const others = conversation.outbox.filter((one) => one.id !== pending.id);
    if (performance.name === 'later') {
      if (pending.effect.kind === 'reply' && pending.attempts >= replyTries) {
        telemetry.event('reply_dropped', { attempts: pending.attempts });
        return talk.save({ ...conversation, outbox: others });
      }
      return talk.save(withEffect(conversation, { ...pending, dueAt: now() + performance.afterMs }));
    }
    const rest = { ...conversation, outbox: others };
    if (performance.outcome === null) return talk.save(rest);
    return talk.advance(tenant, rest, `${pending.id}.o`, { kind: 'outcome', outcome: performance.outcome });
  };

  return {
    async performDue(tenant, conversation) {
      let current = conversation;
      for (;;) {
        const pending = nextDue(current.outbox, now());
        if (pending === undefined) return current;
        const begun = { ...pending, attempts: pending.attempts + 1, dueAt: now() + claimMs };
        const claimed = await talk.save(withEffect(current, begun));
        if (claimed === null) return current;
        const settled = await settle(tenant, claimed, begun, await attempt(tenant, claimed, begun));
        if (settled === null) return claimed;
        current = settled;
      }
    },
  };
}

function withEffect(conversation: Conversation, effect: PendingEffect): Conversation {
  return { ...conversation, outbox: conversation.outbox.map((one) => (one.id === effect.id ? effect : one)) };
}
