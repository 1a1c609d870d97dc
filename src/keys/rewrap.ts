import { type Telemetry } from '../telemetry/telemetry.ts';
import { type EpochKeys, type OpenEpoch } from './epoch-keys.ts';
import { currentOf } from './epoch.ts';
import { type LiveKeys, type Rewrapped } from './key-state.ts';
import { unwrapPersonKey, type WrappedKey, wrapPersonKey } from './person-keys.ts';

const keysAtOnce = 500;

export interface RewrapReport {
  readonly rewrapped: number;
  /** Keys that do not open under the epoch that they name: left as they are. */
  readonly stuck: number;
  /** False: time was up before all were looked at. */
  readonly isDone: boolean;
}

/**
 * Wraps every key that stands under an older epoch anew under the current one, while they are in use. Where it was cut off it
 * goes on: what is left to do stands in the keys themselves.
 */
export type Rewrap = (options?: {
  readonly forMs?: number;
  /** Hears how many were wrapped so far. */
  readonly onProgress?: (rewrapped: number) => void;
}) => Promise<RewrapReport>;

/** Makes the re-wrap. Safe in several processes at once: each key changes only from what it was read as. */
export function createRewrap(parts: {
  readonly epochs: EpochKeys;
  readonly live: LiveKeys;
  readonly telemetry: Telemetry;
}): Rewrap {
  const { epochs, live, telemetry } = parts;
  return async ({ forMs = Infinity, onProgress } = {}) => {
    const until = performance.now() + forMs;
    const set = await epochs.refresh();
    const to = await epochs.find(currentOf(set).epochId);
    let [rewrapped, stuck, isDone] = [0, 0, true];
    for (const { epochId, key, endedAt } of set.epochs) {
      const from = key === null || endedAt === null ? null : await epochs.find(epochId);
      if (from === null || to === null) continue;
      let afterKeyId = '';
      for (;;) {
        isDone = performance.now() < until;
        const found = isDone ? await live.under(epochId, afterKeyId, keysAtOnce) : [];
        const last = found.at(-1);
        if (last === undefined) break;
        const changes = found.map((one) => moved(one, from, to)).filter((one) => one !== null);
        stuck += found.length - changes.length;
        rewrapped += await live.swap(changes);
        onProgress?.(rewrapped);
        afterKeyId = last.keyId;
      }
    }
    if (rewrapped > 0) telemetry.event('keys_rewrapped', { count: rewrapped });
    if (stuck > 0) telemetry.fault('keys_not_rewrapped', null, { count: stuck });
    return { rewrapped, stuck, isDone };
  };
}

/** `null`: it does not open. */
function moved(from: WrappedKey, epoch: OpenEpoch, to: OpenEpoch): Rewrapped | null {
  const { keyId, tenantId } = from;
  try {
    return { from, to: wrapPersonKey(to, { keyId, tenantId, key: unwrapPersonKey(epoch, from) }) };
  } catch {
    return null; // GCM says only that it does not fit.
  }
}
