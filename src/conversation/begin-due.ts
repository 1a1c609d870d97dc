import { type Conversation, type PendingEffect } from './conversation.ts';
import { nextDue } from './next-due.ts';

/** How long an effect that was begun is nobody else's. Longer than any send takes. Milliseconds. */
export const claimMs = 60_000;

/** A chat with one effect of its outbox claimed. */
export interface Begun {
  readonly conversation: Conversation;
  readonly pending: PendingEffect;
}

/**
 * Claims what is due first: once it is saved, whoever saved it performs it, and nobody else (design.md decision 3). `null` when
 * nothing is due.
 */
export function beginDue(conversation: Conversation, now: number): Begun | null {
  const due = nextDue(conversation.outbox, now);
  if (due === undefined) return null;
  const pending = { ...due, attempts: due.attempts + 1, dueAt: now + claimMs };
  return { conversation: withEffect(conversation, pending), pending };
}

export function withEffect(conversation: Conversation, effect: PendingEffect): Conversation {
  return { ...conversation, outbox: conversation.outbox.map((one) => (one.id === effect.id ? effect : one)) };
}
