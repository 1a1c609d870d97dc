import { randomBytes } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type EpochKeys } from './epoch-keys.ts';
import { openBytes, sealBytes, type SealPlace } from './seal.ts';

/** Where wrapped day keys rest. `insertIfAbsent` returns the one that stands, ours or another process's. */
export interface DayKeyStore {
  insertIfAbsent(key: WrappedDayKey & { readonly expiresAt: Date }): Promise<WrappedDayKey>;
  find(keyId: string): Promise<WrappedDayKey | null>;
}

/** A day key as it rests: wrapped under the key of the epoch in which its day began, and never under a later one. */
export interface WrappedDayKey {
  readonly keyId: string;
  readonly epochId: string;
  readonly wrapped: Buffer;
}

/** A key shared by everything received on one UTC day and destroyed eight days after it. */
export interface DayKeys {
  today(): Promise<{ readonly keyId: string; readonly key: Buffer }>;
  /** `null` once the day's key is destroyed. */
  open(keyId: string): Promise<Buffer | null>;
}

/** Days a day key outlives its day: Meta redelivers for up to seven (cloud-api.md 1.4). */
export const dayKeyLifeDays = 8;
const dayMs = 86_400_000;

/** Makes day keys over a store. Keys of the last days are kept in memory, so the way in does not wait for the database. */
export function createDayKeys(parts: {
  readonly store: DayKeyStore;
  readonly epochs: Pick<EpochKeys, 'current' | 'find'>;
  readonly clock: Clock;
}): DayKeys {
  const { store, epochs, clock } = parts;
  const cached = new Map<string, Buffer>();
  // Not left to MongoDB alone: it drops rows a minute late, and never out of our memory.
  const isOver = (keyId: string): boolean => !(clock.now() < expiryOf(keyId));
  const remember = async (keyId: string, { epochId, wrapped }: WrappedDayKey): Promise<Buffer | null> => {
    const epoch = await epochs.find(epochId);
    if (epoch === null) return null;
    const key = openBytes(epoch.keys['day-key-wrap'], wrapped, placeOf(keyId));
    for (const old of cached.keys()) if (isOver(old)) cached.delete(old);
    cached.set(keyId, key);
    return key;
  };
  let lastDay = { number: NaN, keyId: '' };
  /** Asked for every webhook: the date is written out once a day. */
  const dayOf = (now: number): string => {
    const number = Math.floor(now / dayMs);
    if (number !== lastDay.number) lastDay = { number, keyId: toInstant(now).slice(0, 10) };
    return lastDay.keyId;
  };
  return {
    async today() {
      const keyId = dayOf(clock.now());
      const known = cached.get(keyId);
      if (known !== undefined) return { keyId, key: known };
      const { epochId, keys } = await epochs.current();
      const wrapped = sealBytes(keys['day-key-wrap'], randomBytes(32), placeOf(keyId));
      const expiresAt = new Date(expiryOf(keyId));
      const key = await remember(keyId, await store.insertIfAbsent({ keyId, epochId, wrapped, expiresAt }));
      if (key === null) throw new OubliError('day_key_destroyed', 'The epoch of the key of the day is destroyed.');
      return { keyId, key };
    },
    async open(keyId) {
      if (isOver(keyId)) return null;
      const known = cached.get(keyId);
      if (known !== undefined) return known;
      const wrapped = await store.find(keyId);
      return wrapped === null ? null : remember(keyId, wrapped);
    },
  };
}

/** Milliseconds since the Unix epoch; not a number for what is no day. */
function expiryOf(keyId: string): number {
  return Date.parse(keyId) + (dayKeyLifeDays + 1) * dayMs;
}

function placeOf(keyId: string): SealPlace {
  return { tenantId: '', collection: 'day_keys', field: 'wrapped', keyId };
}
