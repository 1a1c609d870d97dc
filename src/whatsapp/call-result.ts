import { type RefusalReason } from '../conversation/sender.ts';
import { verdictOf } from './error-table.ts';
import { type GraphAnswer } from './graph-answer.ts';

/** What came of a call that may safely be made twice (reading, deleting). So what is unknown is simply tried again. */
export type CallResult<Value> =
  | { readonly name: 'ok'; readonly value: Value }
  | { readonly name: 'refused'; readonly reason: RefusalReason; readonly code: number }
  | { readonly name: 'try-later'; readonly afterMs: number };

/** Minutes for limits of the management API, seconds for the rest. */
const waitMs = {
  calls: 120_000,
  maintenance: 60_000,
  pair: 5000,
  throughput: 5000,
  service: 5000,
  fault: 5000,
} as const;

/** Reads the answer by the error table. `read` gives `null` for a shape it does not know: then it is tried later. */
export function callResult<In, Value>(answer: GraphAnswer<In>, read: (value: In) => Value | null): CallResult<Value> {
  if (answer.name === 'ok') {
    const value = read(answer.value);
    return value === null ? { name: 'try-later', afterMs: waitMs.service } : { name: 'ok', value };
  }
  if (answer.name !== 'error') return { name: 'try-later', afterMs: waitMs.service };
  const verdict = verdictOf(answer);
  if (verdict.name === 'refused') {
    return { name: 'refused', reason: verdict.reason, code: answer.code ?? answer.httpStatus };
  }
  const ownMs = verdict.name === 'try-later' ? waitMs[verdict.backOff] : waitMs.service;
  return { name: 'try-later', afterMs: Math.max(ownMs, answer.retryAfterMs ?? 0) };
}
