import { allSpellings } from '../domain/phone-spellings.ts';
import { type Identifier, type NameHash } from '../domain/subject.ts';
import { hmacSha256 } from './hmac-sha256.ts';
import { type Keyring, type KeyPurpose } from './keyring.ts';

/** The tenant as far as hashing needs it: a BSUID means something only within its portfolio (pitfall 15). */
export interface HashScope {
  readonly tenantId: string;
  readonly portfolioId: string;
}

/** Keyed hashes by which sealed things are found. Deterministic, versioned, useless without the key. */
export interface BlindIndex {
  /** The searchable form of a person's name at a tenant. */
  name(scope: HashScope, identifier: Identifier): NameHash;
  /** The searchable forms of several, each once: a number that is written in several ways has one for each of them. */
  names(scope: HashScope, identifiers: readonly Identifier[]): readonly NameHash[];
  /** Stands among a person's names for one that is somebody else's today: their documents of that time are found by it. */
  formerName(subjectId: string, name: NameHash): NameHash;
  /** A person's `identity_key_hash` as it may be compared, bound to the person. */
  identityKey(subjectId: string, identityKeyHash: string): string;
  /** Orders one person's events; its own purpose, so that it does not match {@link name}. */
  lane(scope: HashScope, identifier: Identifier): string;
  /** The dedupe key of a webhook item, made of whatever identifies it. */
  event(parts: readonly string[]): string;
  /** The searchable form of a wamid: it contains the phone number, so it is never stored itself. */
  message(tenantId: string, messageId: string): string;
  /** A person's code counter: survives erasure for 24 hours under its own key. */
  codeCounter(scope: HashScope, identifier: Identifier): string;
  apiKey(apiKey: string): string;
  flood(scope: HashScope, identifier: Identifier): string;
  /** Under which it is remembered for 45 days that somebody was erased. */
  tombstone(scope: HashScope, identifier: Identifier): string;
  /** Under which it is remembered, until lifted, that somebody must not be put in again. */
  suppression(scope: HashScope, identifier: Identifier): string;
  /** Ties the suppressed names of one erasure together; leads to no request without the key. */
  suppressionGroup(requestId: string): string;
}

/** Makes the blind index over a keyring. Every hash is `1.` and 32 bytes of HMAC-SHA256 in base64url. */
export function createBlindIndex(keyring: Keyring): BlindIndex {
  const hash = (purpose: KeyPurpose, parts: readonly string[]): string =>
    `1.${hmacSha256(keyring.derive(purpose), JSON.stringify(parts), 'base64url')}`;
  const ofPerson = (purpose: KeyPurpose, scope: HashScope, { kind, value }: Identifier): string =>
    hash(purpose, [scope.tenantId, kind === 'phone' ? '' : scope.portfolioId, kind, value]);
  return {
    name: (scope, identifier) => ofPerson('name-index', scope, identifier),
    names: (scope, identifiers) => allSpellings(identifiers).map((one) => ofPerson('name-index', scope, one)),
    formerName: (subjectId, name) => hash('name-index', ['former', subjectId, name]),
    identityKey: (subjectId, identityKeyHash) => hash('event-index', ['identity-key', subjectId, identityKeyHash]),
    lane: (scope, identifier) => ofPerson('lane-index', scope, identifier),
    event: (parts) => hash('event-index', parts),
    message: (tenantId, messageId) => hash('message-index', [tenantId, messageId]),
    codeCounter: (scope, identifier) => ofPerson('code-counter', scope, identifier),
    apiKey: (apiKey) => hash('api-key-index', [apiKey]),
    flood: (scope, identifier) => ofPerson('flood-index', scope, identifier),
    tombstone: (scope, identifier) => ofPerson('tombstone-index', scope, identifier),
    suppression: (scope, identifier) => ofPerson('suppression-index', scope, identifier),
    suppressionGroup: (requestId) => hash('suppression-index', ['group', requestId]),
  };
}
