import { type Clock } from '../../../src/domain/instant.ts';

const dayMs = 86_400_000;

/** The customer service windows: 24 hours from a person's latest message to *that* number (cloud-api.md 5.1). */
export interface Windows {
  isOpen(phoneNumberId: string, bsuid: string): boolean;
  /** The person wrote at this moment (milliseconds since the epoch). */
  wrote(phoneNumberId: string, bsuid: string, at: number): void;
  close(phoneNumberId: string, bsuid: string): void;
}

export function createWindows(clock: Clock): Windows {
  const wroteAt = new Map<string, number>();
  const keyOf = (phoneNumberId: string, bsuid: string): string => `${phoneNumberId} ${bsuid}`;
  return {
    isOpen: (phoneNumberId, bsuid) => clock.now() - (wroteAt.get(keyOf(phoneNumberId, bsuid)) ?? -Infinity) < dayMs,
    wrote(phoneNumberId, bsuid, at) {
      const key = keyOf(phoneNumberId, bsuid);
      wroteAt.set(key, Math.max(at, wroteAt.get(key) ?? -Infinity));
    },
    close: (phoneNumberId, bsuid) => void wroteAt.delete(keyOf(phoneNumberId, bsuid)),
  };
}
