import { type Models } from './open-models.ts';

type Filter = Readonly<Record<string, unknown>>;

/** What becomes of a collection when a business is closed: something goes, or it stays for a reason, or both. */
export type ClosingRule = GoingRule | StayingRule;

interface GoingRule {
  readonly goes: (tenantId: string) => Filter;
  /** What of it stays. */
  readonly stays?: { readonly of: (tenantId: string) => Filter; readonly because: string };
  /** What is taken out of that which stays. */
  readonly emptied?: { readonly of: (tenantId: string) => Filter; readonly update: (tenantId: string) => object };
}

interface StayingRule {
  readonly goes?: never;
  readonly emptied?: never;
  /** `of: null`: none is told apart by tenant there. */
  readonly stays: { readonly of: ((tenantId: string) => Filter) | null; readonly because: string };
}

const ofTenant = (tenantId: string): Filter => ({ tenantId });
const all: ClosingRule = { goes: ofTenant };
/** Ids that begin with the tenant's, which is a random one of fixed length: no other begins with it. */
const byPrefix: ClosingRule = { goes: (tenantId) => ({ _id: { $gte: `${tenantId}:`, $lt: `${tenantId};` } }) };

/** They name nobody any more, and a final receipt is still to come of them. */
const erasedStates = ['erased', 'closed'];
const ofErased = (tenantId: string): Filter => ({ tenantId, 'state.name': { $in: erasedStates } });

/**
 * Every collection there is, and what becomes of it. A new one does not compile without a rule of its own: whoever adds a store says
 * here whether it goes with its business. In this order it goes, the tenant's own row last.
 */
export const closingRules: Readonly<Record<keyof Models, ClosingRule>> = {
  personKey: all,
  subject: all,
  contact: all,
  messageContent: all,
  message: all,
  templateSend: all,
  optIn: all,
  mediaChunk: all,
  mediaFile: all,
  media: all,
  conversation: all,
  // One document holds what came in a moment, for whichever business.
  arrival: {
    goes: () => ({ rows: { $size: 0 } }),
    emptied: {
      of: (tenantId) => ({ 'rows.tenantId': tenantId }),
      update: (tenantId) => ({ $pull: { rows: { tenantId } } }),
    },
  },
  inboxEvent: all,
  verification: all,
  reveal: all,
  copyChunk: all,
  copy: all,
  correction: all,
  relay: {
    goes: ofTenant,
    stays: {
      of: (tenantId) => ({ inHandOf: tenantId, tenantId: { $ne: tenantId } }),
      because:
        'asked on the operator’s own number, which it belongs to: the operator’s people answer what the business leaves',
    },
  },
  loggedRequest: all,
  farewell: all,
  notice: all,
  tombstone: all,
  suppression: all,
  answerCount: all,
  paidSend: byPrefix,
  breakerHour: all,
  request: {
    goes: (tenantId) => ({ tenantId, 'state.name': { $nin: erasedStates } }),
    stays: {
      of: ofErased,
      because:
        'erasures that are done: reference, times and counts of nobody any more. Their final receipts are still to come',
    },
    emptied: {
      of: (tenantId) => ({
        ...ofErased(tenantId),
        $or: [
          { subjectRef: { $exists: true } },
          { 'noticesDue.0': { $exists: true } },
          { farewellUntil: { $ne: null } },
          { dueAt: { $exists: true } },
        ],
      }),
      update: () => ({
        $unset: { subjectRef: '', dueAt: '' },
        $set: { noticesDue: [], farewellUntil: null },
        $inc: { version: 1 },
      }),
    },
  },
  receipt: {
    stays: {
      of: ofTenant,
      because: 'signed counts and times that name nobody: whoever holds one can check it for good',
    },
  },
  erasureLedger: {
    stays: {
      of: ofTenant,
      because:
        'keyed hashes by which an older backup is erased again; dropped with the last backup that could need them',
    },
  },
  tenantClosing: {
    stays: { of: (tenantId) => ({ _id: tenantId }), because: 'that it was closed: random ids, times and counts' },
  },
  auditEntry: { stays: { of: null, because: 'the log of all businesses together: types, times and numbers' } },
  auditNode: { stays: { of: null, because: 'hashes over that log' } },
  signingKey: { stays: { of: null, because: 'keys of the operator, by which receipts are checked' } },
  dayKey: {
    stays: { of: null, because: 'one key a day for all businesses; what it sealed is gone, and it goes in eight days' },
  },
  lane: {
    stays: {
      of: null,
      because: 'leases under a keyed hash that no other collection has; dropped an hour after their use',
    },
  },
  keyState: { stays: { of: null, because: 'which key file belongs to the database' } },
  ledgerState: { stays: { of: null, because: 'which journal belongs to the database' } },
  deepScan: { stays: { of: null, because: 'how far the nightly scan has come' } },
  tenant: { goes: (tenantId) => ({ _id: tenantId }) },
};
