import { type Clock } from '../domain/instant.ts';
import { type Keyring } from '../keys/keyring.ts';
import { createAuditLog } from '../proof/audit-log.ts';
import { createSigningKeys } from '../proof/signing-keys.ts';
import { createAuditStore } from '../stores/audit-log.ts';
import { createAuditSteps } from '../stores/audit-steps.ts';
import { type Models } from '../stores/open-models.ts';
import { createReceiptStore } from '../stores/receipts.ts';
import { createSigningKeyStore } from '../stores/signing-keys.ts';

/** The tamper-evident log, receipts, and the keys that sign both. */
export function createProofStores(parts: {
  readonly models: Models;
  readonly keyring: Keyring;
  readonly clock: Clock;
}) {
  const { models, keyring, clock } = parts;
  const auditStore = createAuditStore({ entries: models.auditEntry, nodes: models.auditNode });
  return {
    auditStore,
    auditLog: createAuditLog({ store: auditStore }),
    auditSteps: createAuditSteps({ model: models.request }),
    receipts: createReceiptStore({ model: models.receipt }),
    signingKeys: createSigningKeys({ store: createSigningKeyStore({ model: models.signingKey }), keyring, clock }),
  };
}
