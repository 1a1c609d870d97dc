import { createNoteIncident, createReplayOf } from '../../src/container/ledger.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { createRegister } from '../../src/erasure/register.ts';
import { createRestoreGate, type RestoreGate } from '../../src/ledger/restore-gate.ts';
import { createDelayWaiting } from '../../src/stores/delay-waiting.ts';
import { type ErasureWorld } from '../erasure/erasure-world.ts';

/** The gate of one more process on the same database and journal. */
export function gateOf(world: ErasureWorld, erasers: readonly Eraser[] = world.erasers): RestoreGate {
  const { stores, clock, telemetry } = world;
  const parts = world.ledgerParts();
  const replay = createReplayOf(stores, parts.store, createRegister(erasers), clock);
  const noteIncident = createNoteIncident(stores, clock);
  const delayWaiting = createDelayWaiting({ model: stores.models.request, clock });
  return createRestoreGate({ ...parts, replay, delayWaiting, telemetry, noteIncident });
}
