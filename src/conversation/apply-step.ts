import { type FlowEffect } from '../../flows/effect.ts';
import { type FlowContext, type FlowInput } from '../../flows/flow.ts';
import { receptionTexts } from '../../flows/reception/texts/index.ts';
import { step } from '../../flows/step.ts';
import { say } from '../../flows/turn.ts';
import { toMilliseconds } from '../domain/instant.ts';
import { type Conversation, type PendingEffect, type PendingTimer } from './conversation.ts';
import { freshPace, keepPace } from './pace.ts';

/** Begins the id of the event by which a chat learns that number, id or key of its person changed. */
export const changePrefix = 'identity.';

/** Event ids remembered, to skip an event that a crash made come twice. */
const handledMax = 64;

/** Steps a conversation: pure. The result is not saved yet; `eventId` gives the effects their ids. */
export function applyStep(
  conversation: Conversation,
  order: {
    readonly eventId: string;
    readonly input: FlowInput;
    readonly candidate: string | null;
    readonly context: FlowContext;
  },
): Conversation {
  const { eventId, input, candidate, context } = order;
  const now = toMilliseconds(context.now);
  const locale = conversation.state.locale ?? context.tenant.defaultLocale;
  const { pace, transition } = keepPace(conversation.pace ?? freshPace, {
    from: conversation.state,
    input,
    transition: step(conversation.state, input, context),
    now,
    growsQuiet: say(receptionTexts[locale].growsQuiet),
  });
  const added = transition.effects
    .filter((effect) => effect.kind !== 'set-timer' && effect.kind !== 'clear-timer')
    .map((effect, index): PendingEffect => ({
      id: `${eventId}.${String(index)}`,
      effect,
      candidate: effect.kind === 'check-code' ? candidate : null,
      dueAt: now,
      attempts: 0,
    }));
  return {
    ...conversation,
    state: transition.state,
    pace,
    outbox: [...conversation.outbox, ...added],
    timers: transition.effects.reduce((timers, effect) => moveTimer(timers, effect, now), conversation.timers),
    handled: remember(conversation.handled, eventId),
  };
}

/** The last {@link handledMax}, and the last change of the person's identity, which counts once for ever. */
function remember(handled: readonly string[], eventId: string): readonly string[] {
  const all = [...handled, eventId];
  const last = all.slice(-handledMax);
  const change = all.findLast((one) => one.startsWith(changePrefix));
  return change === undefined || last.includes(change) ? last : [change, ...last.slice(1)];
}

function moveTimer(timers: readonly PendingTimer[], effect: FlowEffect, now: number): readonly PendingTimer[] {
  if (effect.kind !== 'set-timer' && effect.kind !== 'clear-timer') return timers;
  const others = timers.filter((one) => one.timer !== effect.timer);
  return effect.kind === 'set-timer'
    ? [...others, { timer: effect.timer, at: now + effect.afterMinutes * 60_000 }]
    : others;
}
