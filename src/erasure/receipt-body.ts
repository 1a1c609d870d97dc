import { toInstant } from '../domain/instant.ts';
import { type OwnCodeChannel, ownChannelOf } from '../domain/request.ts';
import { type StoreCounts } from '../domain/store-counts.ts';
import { type HeldItem } from '../notifications/notice.ts';
import { type Delivery } from '../notifications/notice-store.ts';
import { type Downstream, type Receipt, type ReceiptLimit, type VerificationMethod } from '../proof/receipt.ts';
import { type ReceiptBody, sha256Base64url } from '../proof/receipt-format.ts';
import { canonicalJson } from '../proof/canonical-json.ts';
import { type RequestRecord } from '../requests/request-record.ts';
import { isOnPhoneApp, type Tenant } from '../tenants/tenant.ts';
import { type Register } from './register.ts';

const dayMs = 86_400_000;
/** When backups and the key epoch are over at the latest: start-up refuses settings with which they are not (`config.ts`). */
const backupsWithinMs = 30 * dayMs;
/** Meta keeps Cloud API traffic for at most 30 days (cloud-api.md, data retention). */
const metaKeepsMs = 30 * dayMs;

/** What is known when a run has ended. Times are milliseconds since the Unix epoch. */
export interface EndedRun {
  readonly iss: string;
  readonly register: Register;
  readonly tenant: Tenant;
  readonly request: RequestRecord;
  readonly stores: readonly StoreCounts[];
  readonly heldUntil: readonly HeldItem[];
  readonly told: readonly Delivery[];
  readonly commit: Receipt['commit'];
  /** Nothing that is dated after this moment belongs to the erasure. */
  readonly erasedFrom: number;
  /** When the scan of every store had found nothing but what is kept. */
  readonly verifiedAbsent: number;
}

/** The live receipt of a run of which every store was scanned and nothing found. Names nobody. */
export function receiptBodyOf(run: EndedRun): ReceiptBody {
  const { iss, register, tenant, request, erasedFrom, verifiedAbsent } = run;
  const { plan } = request;
  return {
    v: 1,
    typ: 'oubli-erasure-receipt',
    kind: 'live',
    reference: request.reference,
    iss,
    controller: { id: tenant.tenantId, name: tenant.name },
    scope: 'at this provider for this business',
    policy: { instruction: plan?.instructionHash ?? '', plan: plan?.hash ?? '' },
    times: {
      received: toInstant(request.openedAt),
      verified: toInstant(request.verifiedAt ?? request.openedAt),
      erasedFrom: toInstant(erasedFrom),
      verifiedAbsent: toInstant(verifiedAbsent),
      backupsBy: toInstant(verifiedAbsent + backupsWithinMs),
    },
    method: { verification: methodsOf(request), risk: riskWordOf(request) },
    coverage: { register: registerHash(register), stores: register.erasers.length, scan: 'names-and-keys' },
    stores: run.stores.map(({ store, matched, deleted, retained, kept }) => ({
      ...{ store, matched, deleted, anonymised: 0, retained },
      ...{ ground: kept?.ground ?? null, until: kept?.until ?? null, residual: 0 },
    })),
    heldUntil: run.heldUntil,
    downstream: [
      ...run.told.map(({ channel, state: delivery }) => ({ who: 'business' as const, how: channel, state: delivery })),
      { who: 'meta', state: 'expires', by: toInstant(verifiedAbsent + metaKeepsMs) } satisfies Downstream,
    ],
    limits: limitsOf(tenant, request),
    commit: run.commit,
    prev: null,
  };
}

/** How it was made sure that the person asked, as it really was. */
function methodsOf({ codeChannel, slowPath }: RequestRecord): readonly VerificationMethod[] {
  if (slowPath !== null) {
    return [
      'wa-signed-inbound',
      ...(slowPath.isAtOperator === true ? (['asked-at-operator'] as const) : []),
      'slow-path',
    ];
  }
  if (codeChannel === null) return ['wa-signed-inbound'];
  const channel = ownChannelOf(codeChannel);
  const [signed, ...ways] = methodsBy(channel);
  return channel === codeChannel ? [signed, ...ways] : [signed, 'asked-at-operator', ...ways];
}

function methodsBy(channel: OwnCodeChannel): readonly [VerificationMethod, ...VerificationMethod[]] {
  switch (channel) {
    case 'template':
      return ['wa-signed-inbound', 'code-by-template'];
    case 'shared_number':
      return ['wa-signed-inbound', 'number-shared-in-chat', 'code-by-template'];
    case 'email':
      return ['wa-signed-inbound', 'code-by-email'];
    case 'chat':
      return ['wa-signed-inbound', 'code-in-chat'];
    case 'phrase':
      return ['wa-signed-inbound', 'phrase-in-chat'];
  }
}

function riskWordOf({ risk }: RequestRecord): Receipt['method']['risk'] {
  return risk === null || risk.level === 'low' ? 'normal' : risk.level;
}

function limitsOf(tenant: Tenant, { phoneNumberId, codeChannel }: RequestRecord): readonly ReceiptLimit[] {
  const way = codeChannel === null ? null : ownChannelOf(codeChannel);
  return [
    'your-phone',
    'copies-of-the-business',
    'mentions-by-others',
    'backups-until-date',
    ...(way === 'chat' || way === 'phrase' ? (['same-chat-code'] as const) : []),
    ...(isOnPhoneApp(tenant, phoneNumberId) ? (['handset-mirrors'] as const) : []),
  ];
}

/** Which stores there are and what each answers for, in the one way to write it (docs/receipt.md). */
function registerHash({ erasers }: Register): string {
  const stores = erasers.map(({ store, covers }) => [store, [...covers].sort()] as const);
  stores.sort(([left], [right]) => (left < right ? -1 : 1));
  return sha256Base64url(canonicalJson(stores));
}
