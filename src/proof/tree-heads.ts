import { type Clock, type Instant, toInstant } from '../domain/instant.ts';
import { type AuditLog } from './audit-log.ts';
import { signCompact } from './jws.ts';
import { type SigningKeys } from './signing-keys.ts';

/** How long the log was, when, and its root: what somebody outside keeps, so that the past cannot be rewritten unseen. */
export type TreeHeadPayload = Readonly<{
  v: 1;
  typ: 'oubli-tree-head';
  iss: string;
  at: Instant;
  size: number;
  /** Base64url. */
  root: string;
}>;

export interface SignedTreeHead {
  readonly size: number;
  /** Compact JWS over {@link TreeHeadPayload}. */
  readonly jws: string;
}

/** Signs the log as it stands. */
export type SignTreeHead = () => Promise<SignedTreeHead>;

export function createSignTreeHead(parts: {
  readonly log: Pick<AuditLog, 'head'>;
  readonly signingKeys: Pick<SigningKeys, 'signer'>;
  readonly iss: string;
  readonly clock: Clock;
}): SignTreeHead {
  const { log, signingKeys, iss, clock } = parts;
  return async () => {
    const { size, root } = await log.head();
    const payload: TreeHeadPayload = {
      ...({ v: 1, typ: 'oubli-tree-head' } as const),
      ...{ iss, at: toInstant(clock.now()), size, root: root.toString('base64url') },
    };
    return { size, jws: signCompact('oubli-tree-head+jws', payload, await signingKeys.signer()) };
  };
}
