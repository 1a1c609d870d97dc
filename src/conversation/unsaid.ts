import { isWindowOver } from '../domain/service-window.ts';
import { type Conversation, type PendingEffect } from './conversation.ts';
import { parkedUntilHeard } from './next-due.ts';
import { type Performance } from './performance.ts';
import { mendingMs } from './sender.ts';

/** Tries of a reply that failed, by our fault or Meta's, before it is dropped, or parked if it is news. Anything else is tried for ever. */
const replyTries = 8;

/**
 * What becomes of something that was to be said and was refused or held up. `null`: nobody can say it now. An answer is dropped
 * then, since it answers a message that can be sent again; news are kept ({@link parkedNews}).
 */
export function sayAgain(
  pending: PendingEffect,
  performance: Extract<Performance, { readonly name: 'later' | 'refused' }>,
  { lastInboundAt }: Pick<Conversation, 'lastInboundAt'>,
  now: number,
): Extract<Performance, { readonly name: 'later' }> | null {
  const { effect, news } = pending;
  if (effect.kind !== 'reply') return performance.name === 'later' ? performance : null;
  const isBounded = effect.message.kind !== 'template';
  // Held up by a limit: in a crowd its turn comes late, so that tries say nothing; Meta's window does.
  if (isBounded && isWindowOver(lastInboundAt, now)) return null;
  if (performance.name === 'later') return performance.isUnsent !== true && isLastTry(pending) ? null : performance;
  return news !== undefined && isBounded && performance.isMendable ? { name: 'later', afterMs: mendingMs } : null;
}

/** News that cannot be said now stand in the chat, in full, until the person writes. */
export function parkedNews(pending: PendingEffect & Required<Pick<PendingEffect, 'news'>>): PendingEffect {
  const effect = { kind: 'reply', message: { kind: 'text', body: pending.news.body } } as const;
  return { ...pending, effect, dueAt: parkedUntilHeard };
}

export function isNews(pending: PendingEffect): pending is PendingEffect & Required<Pick<PendingEffect, 'news'>> {
  return pending.news !== undefined;
}

/** Tries that a limit held up do not count: in a crowd its turn comes late. */
export function isLastTry({ attempts, heldUp = 0 }: PendingEffect): boolean {
  return attempts - heldUp >= replyTries;
}
