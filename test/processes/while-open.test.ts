import { beforeEach, describe, expect, test } from '../support/jest.ts';

import { createWhileOpen } from '../../src/processes/while-open.ts';

/** A gate as the worker sees it. */
let open: AbortController | null;
let whileOpen: (signal: AbortSignal) => AbortSignal | null;
let stop: AbortController;

beforeEach(() => {
  open = new AbortController();
  stop = new AbortController();
  whileOpen = createWhileOpen({
    isOpen: () => open !== null,
    whileOpen: () => open?.signal ?? AbortSignal.abort(),
  });
});

describe('what a worker does while the gate is open', () => {
  test('is told to stop when the worker stops, and when the gate shuts', () => {
    expect(whileOpen(stop.signal)?.aborted).toBe(false);
    const other = new AbortController();
    const both = [whileOpen(stop.signal), whileOpen(other.signal)];
    stop.abort();
    expect(both.map((one) => one?.aborted)).toEqual([true, false]);
    open?.abort();
    expect(both.map((one) => one?.aborted)).toEqual([true, true]);
  });

  test('is not begun while it is shut, and is begun afresh once it is open again', () => {
    const before = whileOpen(stop.signal);
    open?.abort();
    open = null;
    expect(whileOpen(stop.signal)).toBeNull();
    open = new AbortController();
    const after = whileOpen(stop.signal);
    expect([before?.aborted, after?.aborted]).toEqual([true, false]);
    stop.abort();
    expect(after?.aborted).toBe(true);
  });

  test('leaves nothing behind on the signals that live as long as the worker: a million looks share one', () => {
    const signals = new Set(Array.from({ length: 1_000 }, () => whileOpen(stop.signal)));
    expect(signals.size).toBe(1);
  });
});
