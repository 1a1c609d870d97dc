import { isElsewhere } from '../../../src/domain/matter.ts';
import { type FlowEffect } from '../../effect.ts';
import { type CodedTurn } from '../../turn.ts';
import { type CodedEvent } from '../event.ts';
import { type CodedState, type CodedStateName, type NamedRequest, type StateNamed } from '../state.ts';

/** What a state answers. `state: null` ends the flow. */
export interface Move {
  readonly state: CodedState | null;
  readonly effects: readonly FlowEffect[];
}

/** One state of the flow: total, an event that does not matter changes nothing. */
export type Handler<Name extends CodedStateName> = (
  state: StateNamed<Name>,
  event: CodedEvent,
  turn: CodedTurn,
) => Move;

/** Stays, saying something or nothing. */
export function stay(state: CodedState, ...effects: readonly FlowEffect[]): Move {
  return { state, effects };
}

/** Goes on to another state. */
export function go(state: CodedState, ...effects: readonly FlowEffect[]): Move {
  return { state, effects };
}

/** Ends the flow. */
export function end(...effects: readonly FlowEffect[]): Move {
  return { state: null, effects };
}

/** Opens the request, or finds the open one again: the way to any code. */
export function open(turn: CodedTurn, from: NamedRequest | null, ...effects: readonly FlowEffect[]): Move {
  const { matter, locale } = turn;
  const earlier = from === null ? null : { requestId: from.requestId, reference: from.reference };
  return go({ name: 'opening', earlier }, { kind: 'open-request', matter, locale }, ...effects);
}

/** Draws a code and sends it. Bound to the right: a code for a copy erases nothing, and the other way round. */
export function issueCode(requestId: string, { matter, locale }: CodedTurn): FlowEffect {
  return { kind: 'issue-code', requestId, right: matter.right, locale };
}

/** Checks the code that the person typed. */
export function checkCode(requestId: string, { matter }: CodedTurn): FlowEffect {
  return { kind: 'check-code', requestId, right: matter.right };
}

/** The code was right: hands the request over. The only place that starts an erasure, the making of a copy, or asking elsewhere. */
export function start({ requestId, reference }: NamedRequest, { matter }: CodedTurn): Move {
  const kind = matter.right === 'access' ? 'start-access' : isElsewhere(matter) ? 'hand-over' : 'start-erasure';
  return go({ name: 'running', requestId, reference, startsAt: null }, { kind, requestId });
}

/** Takes the request back; the person is told when it is done. */
export function cancel(state: NamedRequest, because: 'asked' | 'not-me'): Move {
  const { requestId, reference } = state;
  return go({ name: 'cancelling', requestId, reference, because }, { kind: 'cancel-request', requestId, because });
}

/** The request as the next state carries it. */
export function named({ requestId, reference, slowUntil = null }: NamedRequest): NamedRequest {
  return { requestId, reference, ...(slowUntil === null ? {} : { slowUntil }) };
}

/** The code was not typed in its day: the chat lets go, unless the request goes on without one. */
export function letGo(state: NamedRequest, turn: CodedTurn): Move {
  const { slowUntil = null } = state;
  if (slowUntil === null) return end();
  return go({ name: 'code_locked', ...named(state), until: turn.context.now });
}

/** Alongside another app, small talk is that app's to answer. */
export function isAlongside(turn: CodedTurn): boolean {
  return turn.context.tenant.mode === 'alongside';
}

/** True once the moment has come. An unreadable one has. */
export function isPast(until: string, turn: CodedTurn): boolean {
  return !(Date.parse(turn.context.now) < Date.parse(until));
}
