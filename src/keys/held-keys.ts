import { type PersonKey } from './person-key.ts';

/**
 * Person keys that stay open while one worker holds a person's lane: whoever destroys a key takes all lanes of its person first
 * (src/erasure/settle-identity.ts), so that under the lease it stands. Not kept for anybody else, and never for longer.
 */
export interface HeldKeys {
  /** The key that was read under this lease, else what `read` finds now. */
  open(keyId: string, read: () => Promise<PersonKey | null>): Promise<PersonKey | null>;
  /** A key that was just made. */
  keep(key: PersonKey): void;
  /** Whether the key was made in this hand: then there was nothing about its person a moment ago. */
  hasMade(keyId: string): boolean;
  /** Forgets all. Whatever comes afterwards reads again. */
  letGo(): void;
}

/** Makes an empty hand. `isOurs`: whether the lease still runs; asked each time, so that who lost it has no key either. */
export function createHeldKeys(isOurs: () => boolean): HeldKeys {
  let keys = new Map<string, PersonKey>();
  let made = new Set<string>();
  const letGo = (): void => {
    // A new map: what is being read right now ends in the old one, and in nobody's hand.
    keys = new Map();
    made = new Set();
  };
  return {
    async open(keyId, read) {
      if (!isOurs()) letGo();
      const held = keys;
      const known = held.get(keyId);
      if (known !== undefined) return known;
      const found = await read();
      if (found !== null) held.set(keyId, found);
      return found;
    },
    keep(key) {
      keys.set(key.keyId, key);
      made.add(key.keyId);
    },
    hasMade: (keyId) => made.has(keyId),
    letGo,
  };
}
