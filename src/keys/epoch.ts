import { randomBytes, randomUUID } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';

/** One epoch: a span in which new keys were wrapped under one epoch key. Times are milliseconds since the Unix epoch. */
export interface Epoch {
  readonly epochId: string;
  /** 32 bytes; `null` once destroyed. */
  readonly key: Buffer | null;
  readonly startedAt: number;
  /** `null`: the current one. */
  readonly endedAt: number | null;
  readonly destroyedAt: number | null;
}

/** Every epoch there ever was, oldest first; the last one is current. The destroyed stay listed without their keys. */
export interface EpochSet {
  /** Random: tells this set from that of another deployment. */
  readonly fileId: string;
  /** Counts the changes, so that an old copy is told from the newest. */
  readonly generation: number;
  readonly epochs: readonly Epoch[];
}

/**
 * Where epoch keys rest: outside the database, so that a dump of it is noise once they are destroyed. A file
 * (`epoch-file.ts`) or, for several machines, a service.
 */
export interface EpochKeyProvider {
  /** `null`: nothing is there yet. @throws OubliError for what is there and cannot be used. */
  read(): Promise<EpochSet | null>;
  /** Puts the first set in place, unless one is there; returns which stands. */
  create(first: EpochSet): Promise<EpochSet>;
  /** Puts `next` in the place of the set of the generation before it; false when another is there by now. */
  replace(next: EpochSet): Promise<boolean>;
}

export function firstEpochs(now: number): EpochSet {
  return { fileId: randomUUID(), generation: 1, epochs: [epochFrom(now)] };
}

/** Ends the current epoch and starts another. A clock that stepped back does not end an epoch before it began. */
export function withNewEpoch(set: EpochSet, now: number): EpochSet {
  const current = currentOf(set);
  const at = Math.max(now, current.startedAt);
  const ended = set.epochs.map((one) => (one === current ? { ...one, endedAt: at } : one));
  return { ...set, generation: set.generation + 1, epochs: [...ended, epochFrom(at)] };
}

/** Drops the key of an ended epoch. */
export function withoutKey(set: EpochSet, epochId: string, now: number): EpochSet {
  const epochs = set.epochs.map((one) =>
    one.epochId === epochId && one.endedAt !== null ? { ...one, key: null, destroyedAt: now } : one,
  );
  return { ...set, generation: set.generation + 1, epochs };
}

export function currentOf({ epochs }: EpochSet): Epoch {
  const current = epochs.at(-1);
  if (current === undefined) throw new OubliError('key_file_damaged', 'The key file holds no epoch.');
  return current;
}

function epochFrom(startedAt: number): Epoch {
  return { epochId: randomUUID(), key: randomBytes(32), startedAt, endedAt: null, destroyedAt: null };
}
