import { type Ground } from '../domain/ground.ts';
import { type Instant } from '../domain/instant.ts';

/**
 * What is signed: no personal data, no free text but names of stores and the business. A mapped type, so that it is a `Json`. Every member is explained in docs/receipt.md. Times are RFC 3339 in UTC, hashes base64url.
 */
export type Receipt = Readonly<{
  v: 1;
  typ: 'oubli-erasure-receipt';
  /** `live`: absent from everything that serves. `final`: backups and the keys of that time are gone as well. */
  kind: 'live' | 'final';
  /** `ER-XXXX-XXXX-XXXX`. */
  reference: string;
  /** Who signed: `PUBLIC_BASE_URL` of the provider. Its keys are at `/.well-known/jwks.json` below it. */
  iss: string;
  controller: { readonly id: string; readonly name: string };
  /** What a receipt can say at all. */
  scope: 'at this provider for this business';
  /** SHA-256 of the standing instruction in force, and of the plan frozen before anything was destroyed. */
  policy: { readonly instruction: string; readonly plan: string };
  times: {
    readonly received: Instant;
    readonly verified: Instant;
    /** Nothing that is dated after this moment belongs to the erasure. */
    readonly erasedFrom: Instant;
    /** When the scan of every store had found nothing but what is kept. */
    readonly verifiedAbsent: Instant;
    /** `live`: when backups and key epoch are over at the latest. `final`: when they were. */
    readonly backupsBy: Instant;
  };
  method: {
    /** How it was made sure that the person asked, as it really was. */
    readonly verification: readonly VerificationMethod[];
    /** How much spoke for care, and so for a delay (docs/risk.md). */
    readonly risk: 'normal' | 'raised' | 'high';
  };
  coverage: {
    /** SHA-256 over the canonical JSON of the register: a sorted list of `[store, [places sorted]]`. */
    readonly register: string;
    readonly stores: number;
    /** `names-and-keys`: every keyed hash of every name, and every document under the person's keys. */
    readonly scan: 'names-and-keys';
  };
  stores: readonly ReceiptStore[];
  /** What outlives the erasure for a while. */
  heldUntil: readonly { readonly what: 'farewell' | 'reveal_link'; readonly until: Instant }[];
  downstream: readonly Downstream[];
  /** What is out of reach: explained in docs/receipt.md and by every verifier. */
  limits: readonly ReceiptLimit[];
  /** With the claim secret, which stands in the farewell alone, its holder shows that the receipt is theirs. */
  commit: readonly { readonly kind: 'phone' | 'bsuid'; readonly hash: string }[];
  /** The receipt before this one: SHA-256 of its compact JWS (ASCII). `null` in a `live` one. */
  prev: string | null;
  /** Where it stands in the tamper-evident log (RFC 9162). */
  log: {
    readonly index: number;
    readonly size: number;
    readonly root: string;
    readonly proof: readonly string[];
  };
}>;

export type VerificationMethod =
  | 'wa-signed-inbound'
  | 'code-by-template'
  | 'code-by-email'
  | 'code-in-chat'
  | 'slow-path'
  /** WhatsApp hid the number: the person shared it in the chat, and the code went there. */
  | 'number-shared-in-chat'
  /** Words with a number in them, shown in the chat and typed back. */
  | 'phrase-in-chat'
  /** The person asked, and typed the code, on the number of the provider that answers for the business. */
  | 'asked-at-operator';

export type ReceiptStore = Readonly<{
  store: string;
  matched: number;
  deleted: number;
  anonymised: number;
  retained: number;
  ground: Ground | null;
  until: Instant | null;
  /** Always 0: nothing else is signed. */
  residual: 0;
}>;

export type Downstream =
  | {
      readonly who: 'business';
      readonly how: 'staff' | 'email' | 'webhook';
      /** `acknowledged`: its own server answered. `told`: handed over. `pending`: not yet, and tried again for days. */
      readonly state: 'acknowledged' | 'told' | 'pending' | 'failed';
    }
  /** Meta drops what it holds for the Cloud API by itself (cloud-api.md, data retention). */
  | { readonly who: 'meta'; readonly state: 'expires'; readonly by: Instant };

/** `handset-mirrors`: on a coexistence number the business's own phone shows the same chat. */
export type ReceiptLimit =
  | 'your-phone'
  | 'copies-of-the-business'
  | 'mentions-by-others'
  | 'backups-until-date'
  | 'same-chat-code'
  | 'handset-mirrors';
