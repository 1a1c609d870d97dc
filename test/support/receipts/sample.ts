import { createHash, createHmac } from 'node:crypto';

import { type ReceiptBody } from '../../../src/proof/receipt-format.ts';
import { type ReceiptStore } from '../../../src/proof/receipt.ts';

/** Ana's: fictional, as her number and her id are. */
export const claimSecret = '0123456789ABCDEFGHJKMNPQRS';
export const claimedPhone = '16505550100';
export const claimedBsuid = 'US.13491208655302741918';

/** A hash of something that a test does not care about. */
export function someHash(of: string): string {
  return createHash('sha256').update(of).digest('base64url');
}

function committed(kind: 'phone' | 'bsuid', value: string): ReceiptBody['commit'][number] {
  const hash = createHmac('sha256', claimSecret).update(`oubli-claim-v1\n${kind}\n${value}`).digest('base64url');
  return { kind, hash };
}

function store(name: string, matched: number, kept: Partial<ReceiptStore> = {}): ReceiptStore {
  const gone = matched - (kept.retained ?? 0) - (kept.anonymised ?? 0);
  const nothing = { anonymised: 0, retained: 0, ground: null, until: null, residual: 0 } as const;
  return { ...nothing, store: name, matched, deleted: gone, ...kept };
}

/** The receipt of a fictional person at a fictional business, before it has its place in the log. */
export const liveBody: ReceiptBody = {
  v: 1,
  typ: 'oubli-erasure-receipt',
  kind: 'live',
  reference: 'ER-1WK2-6GJH-QY2M',
  iss: 'https://oubli.example',
  controller: { id: 'made-up-plants', name: 'Made-Up Plants & Söhne „grün“' },
  scope: 'at this provider for this business',
  policy: { instruction: someHash('instruction'), plan: someHash('plan') },
  times: {
    received: '2026-11-24T09:00:00.000Z',
    verified: '2026-11-24T09:01:12.345Z',
    erasedFrom: '2026-11-24T09:01:13.000Z',
    verifiedAbsent: '2026-11-24T09:01:14.500Z',
    backupsBy: '2026-12-24T09:01:14.500Z',
  },
  method: { verification: ['wa-signed-inbound', 'code-by-template'], risk: 'normal' },
  coverage: { register: someHash('register'), stores: 5, scan: 'names-and-keys' },
  stores: [
    store('contacts', 1),
    store('messages', 412),
    store('opt_ins', 3, { retained: 1, ground: 'legal_claims', until: '2029-11-24T00:00:00.000Z' }),
    store('requests', 1, { anonymised: 1 }),
    store('person_keys', 0),
  ],
  heldUntil: [
    { what: 'farewell', until: '2026-11-25T09:01:14.500Z' },
    { what: 'reveal_link', until: '2026-11-27T09:01:14.500Z' },
  ],
  downstream: [
    { who: 'business', how: 'webhook', state: 'acknowledged' },
    { who: 'business', how: 'staff', state: 'told' },
    { who: 'meta', state: 'expires', by: '2026-12-24T09:01:14.500Z' },
  ],
  limits: ['your-phone', 'copies-of-the-business', 'mentions-by-others', 'backups-until-date'],
  commit: [committed('phone', claimedPhone), committed('bsuid', claimedBsuid)],
  prev: null,
};

/** The second receipt about the same erasure. */
export function finalBody(liveJws: string): ReceiptBody {
  const { times, limits } = liveBody;
  return {
    ...liveBody,
    kind: 'final',
    times: { ...times, backupsBy: '2026-12-20T03:00:00.000Z' },
    limits: limits.filter((limit) => limit !== 'backups-until-date'),
    prev: someHash(liveJws),
  };
}
