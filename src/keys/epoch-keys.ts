import { hkdfSync } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';
import { currentOf, type Epoch, type EpochKeyProvider, type EpochSet } from './epoch.ts';

/** What an epoch key wraps; one derived key for each, so that a leak of one says nothing about another. */
type WrapPurpose = 'person-key-wrap' | 'day-key-wrap';

/** An epoch whose key still exists. */
export interface OpenEpoch {
  readonly epochId: string;
  /** 32 bytes each. To be used at once, not kept: they are wiped with the epoch. */
  readonly keys: Readonly<Record<WrapPurpose, Buffer>>;
}

/** The epochs as this process sees them. */
export interface EpochKeys {
  /** Under which new keys are wrapped. */
  current(): Promise<OpenEpoch>;
  /** `null` once its key is destroyed. @throws OubliError `epoch_unknown` for one that the key file never held. */
  find(epochId: string): Promise<OpenEpoch | null>;
  /** Reads the provider again, whatever is remembered. @throws OubliError of what is wrong with it. */
  refresh(): Promise<EpochSet>;
}

/** How long a process goes by what it has read: also how long a destroyed key may stay in the memory of one that works. */
const freshMs = 5_000;
const wipedAfterMs = 1_000;

interface View {
  readonly set: EpochSet;
  readonly open: ReadonlyMap<string, OpenEpoch>;
}

/**
 * Makes epoch keys over a provider. What was read is used for some seconds, and on when the provider cannot be read any
 * more: those who work must not forget because a file is away.
 */
export function createEpochKeys({ provider }: { readonly provider: Pick<EpochKeyProvider, 'read'> }): EpochKeys {
  let view: View | null = null;
  let lookedAt = -Infinity;
  let reading: Promise<View> | null = null;

  const readAgain = async (): Promise<View> => {
    const set = await provider.read();
    if (set === null) throw keyFileMissing();
    if (view !== null && set.fileId !== view.set.fileId) throw keyFileForeign();
    if (view !== null && set.generation < view.set.generation) throw keyFileOld();
    if (view?.set.generation === set.generation) return view;
    if (view !== null) wipeDestroyed(view, set);
    view = viewOf(set);
    return view;
  };
  const refreshed = (): Promise<View> => {
    // Also when it fails: a file that is away is not asked for with every message.
    lookedAt = performance.now();
    reading ??= readAgain().finally(() => (reading = null));
    return reading;
  };
  const fresh = async (): Promise<View> => {
    if (view !== null && performance.now() - lookedAt < freshMs) return view;
    try {
      return await refreshed();
    } catch (error) {
      if (view === null) throw error;
      return view;
    }
  };

  return {
    async current() {
      const { set, open } = await fresh();
      const current = open.get(currentOf(set).epochId);
      if (current === undefined) throw new OubliError('key_file_damaged', 'The key file holds no current epoch.');
      return current;
    },
    async find(epochId) {
      let { set, open } = await fresh();
      if (!set.epochs.some((one) => one.epochId === epochId)) ({ set, open } = await refreshed());
      if (set.epochs.some((one) => one.epochId === epochId)) return open.get(epochId) ?? null;
      throw new OubliError('epoch_unknown', 'A key is wrapped under an epoch that the key file does not hold.', {
        retry: 'yes',
      });
    },
    refresh: async () => (await refreshed()).set,
  };
}

export function keyFileMissing(): OubliError {
  return new OubliError(
    'key_file_missing',
    'KEY_FILE names no file, but the database holds keys that only that file opens. Put its newest copy there (docs/keys.md); without one, what is stored is lost and an empty database is the way on.',
  );
}

export function keyFileForeign(): OubliError {
  return new OubliError(
    'key_file_foreign',
    'The file that KEY_FILE names belongs to another database. Name the file of this one (docs/keys.md).',
  );
}

export function keyFileOld(): OubliError {
  return new OubliError(
    'key_file_old',
    'The file that KEY_FILE names is an old copy: the database has seen a newer one. Put the newest copy in its place (docs/keys.md).',
  );
}

function viewOf(set: EpochSet): View {
  const open = set.epochs.flatMap(({ epochId, key }) => (key === null ? [] : [openEpoch(epochId, key)]));
  return { set, open: new Map(open.map((one) => [one.epochId, one])) };
}

function openEpoch(epochId: string, key: NonNullable<Epoch['key']>): OpenEpoch {
  const derive = (purpose: WrapPurpose): Buffer => Buffer.from(hkdfSync('sha256', key, 'oubli/1', purpose, 32));
  return { epochId, keys: { 'person-key-wrap': derive('person-key-wrap'), 'day-key-wrap': derive('day-key-wrap') } };
}

/** What is destroyed leaves the memory, too; a moment later, so that whoever just got it has used it. */
function wipeDestroyed({ set, open }: View, next: EpochSet): void {
  const isDestroyed = (epochId: string): boolean =>
    next.epochs.some((one) => one.epochId === epochId && one.key === null);
  const keys = set.epochs.filter(({ epochId }) => isDestroyed(epochId)).map(({ key }) => key);
  const derived = [...open.values()]
    .filter(({ epochId }) => isDestroyed(epochId))
    .flatMap((one) => [...Object.values(one.keys)]);
  setTimeout(() => {
    for (const key of [...keys, ...derived]) key?.fill(0);
  }, wipedAfterMs).unref();
}
