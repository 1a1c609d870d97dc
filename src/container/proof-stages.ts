import { type Clock } from '../domain/instant.ts';
import { createLateReceipts } from '../erasure/late-receipts.ts';
import { type Register } from '../erasure/register.ts';
import { createEpochLedger } from '../keys/epoch-ledger.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Reveals } from '../notifications/reveals.ts';
import { createTellHeads } from '../notifications/tell-heads.ts';
import { createDrainSteps } from '../proof/audit-drain.ts';
import { createIssueReceipt } from '../proof/issue-receipt.ts';
import { createSignTreeHead } from '../proof/tree-heads.ts';
import { type Wake } from '../queue/wake.ts';
import { createClosing, type StandingBackups } from '../requests/closing.ts';
import { createPublicStatuses } from '../requests/public-status.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Stores } from './stores.ts';

/** What is signed, written down and shown of an erasure. */
export function createProofStages(parts: {
  readonly stores: Stores;
  readonly register: Register;
  readonly notices: Notices;
  readonly reveals: Reveals;
  readonly backups: StandingBackups;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** `PUBLIC_BASE_URL`: who signs. */
  readonly iss: string;
}) {
  const { stores, notices, clock, iss } = parts;
  const { receipts, tenants, requests: store, auditLog: log, signingKeys } = stores;
  const issueReceipt = createIssueReceipt({ log, signingKeys });
  const signTreeHead = createSignTreeHead({ log, signingKeys, iss, clock });
  const lateReceipts = createLateReceipts({ ...parts, tenants, receipts, issueReceipt });
  return {
    issueReceipt,
    lateReceipts,
    signTreeHead,
    tellHeads: createTellHeads({ tenants, notices, log, signTreeHead, clock }),
    drainSteps: createDrainSteps({ steps: stores.auditSteps, log }),
    publicStatuses: createPublicStatuses({ store, receipts }),
    closing: createClosing({
      ...parts,
      ...{ store, receipts, issueReceipt, liveReceipts: lateReceipts },
      epochs: createEpochLedger({ epochs: stores.keyFile.epochs }),
    }),
  };
}
