import { setMaxListeners } from 'node:events';

import { type RestoreGate } from '../ledger/restore-gate.ts';

/**
 * Makes the signals of a worker's work: aborted when the worker is to stop, or the gate shuts; `null` while it is shut. One for each
 * signal of the worker, for as long as the gate stays open: Node keeps a note of each `AbortSignal.any` on the signals it came
 * from, and those live as long as the worker.
 */
export function createWhileOpen(
  gate: Pick<RestoreGate, 'isOpen' | 'whileOpen'>,
): (signal: AbortSignal) => AbortSignal | null {
  let open: AbortSignal | null = null;
  let known = new WeakMap<AbortSignal, AbortSignal>();
  return (signal) => {
    if (!gate.isOpen()) return null;
    const current = gate.whileOpen();
    if (current !== open) {
      open = current;
      known = new WeakMap();
    }
    const standing = known.get(signal);
    if (standing !== undefined) return standing;
    const both = AbortSignal.any([signal, current]);
    // All that is under way at once listens to it: more than the ten at which Node suspects a leak.
    setMaxListeners(0, both);
    known.set(signal, both);
    return both;
  };
}
