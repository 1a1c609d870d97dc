import { createHmac } from 'node:crypto';

import { type Keyring } from './keyring.ts';

/** Tells one MASTER_KEY from another and nothing about either: stands in the database and in the key file. */
export function masterCheckOf(keyring: Keyring): string {
  return createHmac('sha256', keyring.derive('master-check')).update('oubli').digest('base64url');
}
