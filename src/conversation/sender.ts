import { type OutboundMessage } from '../domain/outbound.ts';
import { type Address } from '../domain/subject.ts';
import { type Tenant } from '../tenants/tenant.ts';

/** Why Meta refused for good; each has its own way out. Source: Meta, Cloud API error codes, September 2026. */
export type RefusalReason =
  /** 131047: more than 24 hours since the person wrote; only a template goes out. */
  | 'window-closed'
  /** 131026, 131030: not on WhatsApp, not reachable. */
  | 'undeliverable'
  /** 132000–132018, 132001: the template is missing, paused or called wrongly. */
  | 'template'
  /** 131062: authentication templates need a phone number. */
  | 'phone-needed'
  /** 137000: the person behind the number changed. */
  | 'identity-changed'
  /** 0, 190, 10, 200–299, 131005, 33: the tenant's token or grant. The tenant's sends stop until mended. */
  | 'authorisation'
  /** 131031, 368, 131042, 131048 …: account locked, policy, billing. */
  | 'account'
  | 'invalid';

/** What became of a send. An accepted message may still fail later, by a status. */
export type SendResult =
  /** `waId`: the number as WhatsApp writes it, which may not be as it was sent to (cloud-api.md 4.3). */
  | { readonly name: 'accepted'; readonly messageId: string; readonly waId?: string }
  | { readonly name: 'refused'; readonly reason: RefusalReason; readonly code: number }
  /** `isFault`: neither a limit nor an outage held it up. Meta failed at it, and may do so every time. */
  | { readonly name: 'try-later'; readonly afterMs: number; readonly code: number; readonly isFault?: true }
  /** The request was written and no answer came: it may or may not go out. There is no idempotency key at Meta. */
  | { readonly name: 'unknown' };

/** Says things to people through WhatsApp. Never throws for what Meta answers. */
export interface Sender {
  send(order: {
    readonly tenant: Tenant;
    readonly phoneNumberId: string;
    readonly to: Address;
    readonly message: OutboundMessage;
    /**
     * Meta's hash of the key that the person had when they were last heard: it refuses (137000, at once or by a status) when
     * somebody else is there now. For what must not reach whoever got the number since.
     */
    readonly identityKeyHash?: string | null;
    /** Returned by Meta in statuses (`biz_opaque_callback_data`). Our own random id; never personal. */
    readonly correlation?: string;
  }): Promise<SendResult>;
}

const mendable: readonly RefusalReason[] = ['template', 'authorisation', 'account'];

/** Refused for what the tenant or Meta may mend within days: the same send may be taken then. */
export function isMendable(reason: RefusalReason): boolean {
  return mendable.includes(reason);
}

/** How long that is waited for between two tries. Milliseconds. */
export const mendingMs = 600_000;

/** 137000: somebody else may be behind the number. Noted of the person as a change of key; the send is not repeated. */
export function isOtherKey(result: SendResult): boolean {
  return result.name === 'refused' && result.reason === 'identity-changed';
}
