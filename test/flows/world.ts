import { type FlowEffect } from '../../flows/effect.ts';
import { type FlowInput } from '../../flows/flow.ts';
import { type Outcome } from '../../flows/outcome.ts';
import { isSameMatter, type Matter } from '../../src/domain/matter.ts';
import { now } from './given.ts';

/** The stages behind the flows, as far as the flows can tell: one open request a person, effects performed in order. */
export interface World {
  take: (effects: readonly FlowEffect[]) => void;
  /** The next outcome; `luck` chooses how it goes (0: well). `null` when nothing is pending. `isFair`: never repeats an old one. */
  answer: (luck: number, isFair?: boolean) => FlowInput | null;
  /** The business refuses it, or it is taken back in another chat. */
  endElsewhere: (requestId: string) => void;
}

type RequestPhase = 'open' | 'verified' | 'started' | 'answered' | 'cancelled';

/** Makes a world in which outcomes come late, and old ones come twice. */
export function createWorld(): World {
  const pending: FlowEffect[] = [];
  const past: Outcome[] = [];
  const requests = new Map<string, { phase: RequestPhase; readonly matter: Matter }>();
  const reference = 'ER-0000-0000-0000';

  const moveTo = (requestId: string, phase: RequestPhase): void => {
    const request = requests.get(requestId);
    if (request !== undefined) request.phase = phase;
  };

  const start = (requestId: string): Outcome => {
    const request = requests.get(requestId);
    const isWhole = request?.matter.right === 'erasure' && request.matter.part === null;
    if (request?.phase === 'verified') moveTo(requestId, isWhole ? 'started' : 'answered');
    return { kind: 'erasure-scheduled', requestId, reference, startsAt: now };
  };

  /** A copy or a part is answered at once: nothing stays in the way. An unverified request of another matter is withdrawn. */
  const openRequest = (matter: Matter): Outcome => {
    for (const [requestId, request] of requests) {
      const { phase } = request;
      if (phase === 'cancelled' || phase === 'answered') continue;
      if (isSameMatter(request.matter, matter)) {
        if (phase === 'open') return { kind: 'request-opened', requestId, reference };
        return start(requestId);
      }
      // A right code that was not handed over leaves it unverified: the person went on to something else.
      if (phase === 'started') return { kind: 'request-busy', reference, matter: request.matter };
      moveTo(requestId, 'cancelled');
    }
    const requestId = `request-${String(requests.size + 1)}`;
    requests.set(requestId, { phase: 'open', matter });
    return { kind: 'request-opened', requestId, reference };
  };

  const check = (requestId: string, luck: number): Outcome => {
    const isOpen = requests.get(requestId)?.phase === 'open';
    const results = [
      { name: 'right' },
      { name: 'wrong', triesLeft: 2 },
      { name: 'void' },
      { name: 'expired' },
      { name: 'locked', until: now },
    ] as const;
    const result = isOpen ? (results[luck % 5] ?? results[0]) : results[3];
    if (result.name === 'right') moveTo(requestId, 'verified');
    return { kind: 'code-checked', requestId, result };
  };

  const cancel = (requestId: string): Outcome => {
    if (['started', 'answered'].includes(requests.get(requestId)?.phase ?? ''))
      return { kind: 'request-not-cancellable', requestId, reference };
    moveTo(requestId, 'cancelled');
    return { kind: 'request-cancelled', requestId };
  };

  const perform = (effect: FlowEffect, luck: number): Outcome | null => {
    switch (effect.kind) {
      case 'open-request':
        return openRequest(effect.matter);
      case 'issue-code': {
        const { requestId } = effect;
        const none = requests.size % 2 === 0 ? 'number-needed' : 'no-channel';
        const reasons = ['failed', 'unknown', 'too-soon', 'daily-limit', none, 'locked'] as const;
        const reason = luck < 4 ? undefined : reasons[luck - 4];
        if (reason !== undefined)
          return { kind: 'code-not-issued', requestId, reason, retryAt: luck % 2 === 0 ? null : now };
        return {
          kind: 'code-issued',
          requestId,
          channel: 'template',
          digits: 6,
          expiresAt: '2026-06-01T10:10:00.000Z',
        };
      }
      case 'go-without-code': {
        const { requestId } = effect;
        const isOpen = requests.get(requestId)?.phase === 'open';
        const slowUntil = isOpen ? '2026-06-08T10:00:00.000Z' : null;
        return { kind: 'code-not-issued', requestId, reason: 'no-number', retryAt: null, slowUntil };
      }
      case 'check-code':
        return check(effect.requestId, luck);
      case 'cancel-request':
        return cancel(effect.requestId);
      case 'cancel-open':
        return { kind: 'nothing-open' };
      case 'start-access':
      case 'start-erasure':
        return start(effect.requestId);
      case 'look-up-status':
        return { kind: 'status-unknown' };
      case 'tell-human':
        return { kind: 'human-told', told: luck < 5 };
      case 'hand-over': {
        moveTo(effect.requestId, 'answered');
        return { kind: 'handed-over', requestId: effect.requestId, asked: [], dueAt: now };
      }
      case 'pass-on-mandate':
        return { kind: 'mandate-passed', passed: luck < 5 ? { reference, dueAt: now } : null };
      case 'record-restriction':
        return { kind: 'restriction-recorded', restricts: true };
      case 'file-correction':
        return { kind: 'correction-filed', reference, dueAt: now };
      case 'record-objection':
        return { kind: 'objection-recorded', objects: effect.objects };
      case 'hand-copy':
      case 'reply':
      case 'set-timer':
      case 'clear-timer':
        return null;
    }
  };

  return {
    endElsewhere(requestId) {
      moveTo(requestId, 'cancelled');
    },
    take: (effects) =>
      void pending.push(
        ...effects.filter(({ kind }) => kind !== 'reply' && kind !== 'set-timer' && kind !== 'clear-timer'),
      ),
    answer: (luck, isFair = false) => {
      const repeated = past[past.length - 1 - (luck % 3)];
      if (!isFair && luck === 9 && repeated !== undefined) return { kind: 'outcome', outcome: repeated };
      const effect = pending.shift();
      const outcome = effect === undefined ? null : perform(effect, luck);
      if (outcome === null) return null;
      past.push(outcome);
      return { kind: 'outcome', outcome };
    },
  };
}
