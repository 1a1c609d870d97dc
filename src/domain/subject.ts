/**
 * The data subject: a person, who has many names and no primary key.
 *
 * A phone number may be absent since WhatsApp user names (2026): then only a business-scoped user id (BSUID) is known.
 * Source: Meta, Business-scoped user IDs, 29 June 2026.
 */
export const identifierKinds = ['phone', 'bsuid', 'parent_bsuid', 'username'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** One name of a person, in clear. Lives in memory only; never stored, logged or queued like this. */
export interface Identifier {
  readonly kind: IdentifierKind;
  /** A phone is digits only (no `+`); a BSUID is verbatim. */
  readonly value: string;
}

/** The keyed hash of an identifier within a tenant (a BSUID: within tenant and portfolio). Versioned: `1.<base64url>`. */
export type NameHash = string;

/** Everything by which one person can be found at one tenant. */
export interface IdentitySet {
  readonly tenantId: string;
  readonly subjectId: string;
  /** Ids of the person's data keys: every sealed document carries one of them. */
  readonly keyIds: readonly string[];
  /** Keyed hashes of all known names, the former ones included. */
  readonly hashes: readonly NameHash[];
  /** The names in clear, for the scan of plain stores. */
  readonly identifiers: readonly Identifier[];
  /** Ids of the data keys of whoever else has one of the names by now: what is sealed under them is not this person's. */
  readonly othersKeyIds?: readonly string[];
}

/** Whose something is, as documents say it. */
export type PersonRef = Pick<IdentitySet, 'tenantId' | 'subjectId' | 'keyIds'>;

/** How to reach a person through WhatsApp: by phone when it is known, else by BSUID. */
export type Address = { readonly phone: string; readonly bsuid?: string } | { readonly bsuid: string };

/**
 * Chooses the address out of a person's names; `null` when there is neither phone nor BSUID. Names stand in the order in
 * which they became known, so the last of a kind is where the person is now.
 */
export function addressOf(identifiers: readonly Identifier[]): Address | null {
  const phone = identifiers.findLast((one) => one.kind === 'phone')?.value;
  const bsuid = identifiers.findLast((one) => one.kind === 'bsuid')?.value;
  if (phone !== undefined) return { phone, ...(bsuid === undefined ? {} : { bsuid }) };
  return bsuid === undefined ? null : { bsuid };
}
