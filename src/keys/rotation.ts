import { randomUUID } from 'node:crypto';

import { type Clock } from '../domain/instant.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type EpochKeys } from './epoch-keys.ts';
import { currentOf, type Epoch, type EpochKeyProvider, type EpochSet, withNewEpoch, withoutKey } from './epoch.ts';
import { type KeyStateStore, type LiveKeys } from './key-state.ts';
import { createRewrap, type Rewrap } from './rewrap.ts';

const dayMs = 86_400_000;
/** Longer than a change of the key file takes. After a crash it is how long the next one waits. */
const leaseMs = 30_000;
/** How long re-wrapping may keep the other chores of a worker waiting. */
const rewrapMs = 10_000;

/** One epoch as an operator is told of it. Times are milliseconds since the Unix epoch. */
export interface EpochStatus extends Omit<Epoch, 'key'> {
  readonly isCurrent: boolean;
  /** Person keys wrapped under it. */
  readonly keyCount: number;
  /** When it ends (the current one) or may be destroyed (an ended one); `null`: it is destroyed. */
  readonly dueAt: number | null;
}

/** Replaces epochs on schedule. */
export interface KeyRotation {
  /** Whatever is due: a new epoch, the re-wrap of what stands under older ones, the destruction of those that are over. */
  work(): Promise<void>;
  /** A new epoch now. `busy`: another process is at it, or was just now. */
  rotate(): Promise<'rotated' | 'busy'>;
  readonly rewrap: Rewrap;
  status(): Promise<readonly EpochStatus[]>;
}

export interface RotationParts {
  readonly provider: EpochKeyProvider;
  readonly epochs: EpochKeys;
  readonly state: KeyStateStore;
  readonly live: LiveKeys;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly epochDays: number;
  readonly backupDays: number;
}

/** Makes the rotation. Every worker may run it: one lease, and a look at the generation, decide who changes the file. */
export function createKeyRotation(parts: RotationParts): KeyRotation {
  const { epochs, state, live, telemetry, clock, epochDays, backupDays } = parts;
  const rewrap = createRewrap({ epochs, live, telemetry });
  const change = changing(parts);
  const dueAtOf = ({ startedAt, endedAt, key }: Epoch): number | null => {
    if (endedAt === null) return startedAt + epochDays * dayMs;
    return key === null ? null : endedAt + backupDays * dayMs;
  };
  const isDue = (epoch: Epoch): boolean => (dueAtOf(epoch) ?? Infinity) <= clock.now();

  /** `seen`: what whoever wants another epoch takes for the current one. */
  const start = async (seen: Epoch): Promise<boolean> => {
    const next = await change((set) =>
      currentOf(set).epochId === seen.epochId ? withNewEpoch(set, clock.now()) : null,
    );
    if (next !== null) telemetry.event('epoch_started', { generation: next.generation });
    return next !== null;
  };

  const destroy = async ({ epochId }: Epoch): Promise<void> => {
    // Never while a live key is under it: it would be lost with the dead.
    const [[standing], hasDayKey] = await Promise.all([
      live.under(epochId, '', 1),
      live.hasDayKey(epochId, clock.now()),
    ]);
    if (standing !== undefined || hasDayKey) return;
    const next = await change((set) =>
      set.epochs.some((one) => one.epochId === epochId && one.key !== null)
        ? withoutKey(set, epochId, clock.now())
        : null,
    );
    if (next !== null) telemetry.event('epoch_destroyed', { generation: next.generation });
  };

  return {
    async work() {
      const set = await epochs.refresh();
      // A crash between a change of the file and this note is made good here.
      await state.saw(set.generation);
      if (isDue(currentOf(set))) await start(currentOf(set));
      const { isDone } = await rewrap({ forMs: rewrapMs });
      if (!isDone) return;
      for (const epoch of set.epochs) if (epoch.endedAt !== null && isDue(epoch)) await destroy(epoch);
    },
    async rotate() {
      return (await start(currentOf(await epochs.refresh()))) ? 'rotated' : 'busy';
    },
    rewrap,
    async status() {
      const [set, counts] = await Promise.all([epochs.refresh(), live.countByEpoch()]);
      return set.epochs.map((epoch) => {
        const { epochId, startedAt, endedAt, destroyedAt } = epoch;
        const isCurrent = endedAt === null;
        const keyCount = counts.get(epochId) ?? 0;
        return { epochId, startedAt, endedAt, destroyedAt, isCurrent, keyCount, dueAt: dueAtOf(epoch) };
      });
    },
  };
}

/** Changes what the provider holds, one process at a time. `null`: somebody else is at it, or there is nothing to change. */
function changing({ provider, epochs, state, clock }: RotationParts) {
  return async (changeOf: (set: EpochSet) => EpochSet | null): Promise<EpochSet | null> => {
    const holder = randomUUID();
    if (!(await state.lease(holder, clock.now(), leaseMs))) return null;
    try {
      const next = changeOf(await epochs.refresh());
      if (next === null || !(await provider.replace(next))) return null;
      await epochs.refresh();
      await state.saw(next.generation);
      return next;
    } finally {
      await state.release(holder);
    }
  };
}
