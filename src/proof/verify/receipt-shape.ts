import { grounds } from '../../domain/ground.ts';
import { receiptIssuer, receiptName, receiptStore } from '../../domain/receipt-words.ts';
import { readReference } from '../../domain/reference.ts';
import { type Receipt } from '../receipt.ts';
import { type Check, count, hash, instant, listOf, nullOr, object, oneOf, text, wrong } from './shape.ts';

const name = text(receiptName, 'a text of 1 to 200 characters');
const storeName = text(receiptStore, 'a name in small letters');
const issuer = text(receiptIssuer, 'a web address');
const reference: Check = (value, path) => {
  if (typeof value !== 'string' || readReference(value) !== value) wrong(path, 'is not a reference');
};

/** Entries that say whom they are about, and what they must hold then. */
function either(member: string, kinds: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    const kind = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[member] : null;
    const check = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (check === undefined) wrong(`${path}.${member}`, `is not ${Object.keys(kinds).join(' or ')}`);
    check(value, path);
  };
}

const downstream = either('who', {
  business: object({
    who: oneOf('business'),
    how: oneOf('staff', 'email', 'webhook'),
    state: oneOf('acknowledged', 'told', 'pending', 'failed'),
  }),
  meta: object({ who: oneOf('meta'), state: oneOf('expires'), by: instant }),
});

const limit = oneOf(
  'your-phone',
  'copies-of-the-business',
  'mentions-by-others',
  'backups-until-date',
  'same-chat-code',
  'handset-mirrors',
);

const methods = [
  'wa-signed-inbound',
  'code-by-template',
  'code-by-email',
  'code-in-chat',
  'number-shared-in-chat',
  'phrase-in-chat',
  'asked-at-operator',
  'slow-path',
] as const;

const shape = object({
  v: oneOf(1),
  typ: oneOf('oubli-erasure-receipt'),
  kind: oneOf('live', 'final'),
  reference,
  iss: issuer,
  controller: object({ id: name, name }),
  scope: oneOf('at this provider for this business'),
  policy: object({ instruction: hash, plan: hash }),
  times: object({
    received: instant,
    verified: instant,
    erasedFrom: instant,
    verifiedAbsent: instant,
    backupsBy: instant,
  }),
  method: object({
    verification: listOf(oneOf(...methods), 4),
    risk: oneOf('normal', 'raised', 'high'),
  }),
  coverage: object({ register: hash, stores: count, scan: oneOf('names-and-keys') }),
  stores: listOf(
    object({
      store: storeName,
      matched: count,
      deleted: count,
      anonymised: count,
      retained: count,
      ground: nullOr(oneOf(...grounds)),
      until: nullOr(instant),
      residual: count,
    }),
    1_000,
  ),
  heldUntil: listOf(object({ what: oneOf('farewell', 'reveal_link'), until: instant }), 100),
  downstream: listOf(downstream, 100),
  limits: listOf(limit, 6),
  commit: listOf(object({ kind: oneOf('phone', 'bsuid'), hash }), 100),
  prev: nullOr(hash),
  log: object({ index: count, size: count, root: hash, proof: listOf(hash, 53) }),
});

/**
 * Checks that a payload is a receipt of version 1, member for member. Whether its figures are those of a clean erasure is
 * looked at in `clean.ts`. @throws Refused `payload_invalid` with the path of the first fault.
 */
export function readReceipt(payload: unknown): Receipt {
  const version = typeof payload === 'object' && payload !== null ? (payload as { v?: unknown }).v : undefined;
  if (typeof version === 'number' && version !== 1) wrong('v', `is ${version}: a version that is not known here`);
  shape(payload, 'the receipt');
  const receipt = payload as Receipt;
  if (receipt.kind === 'live' && receipt.prev !== null) wrong('prev', 'is not null, though this is the first receipt');
  if (receipt.kind === 'final' && receipt.prev === null) wrong('prev', 'is null, though this is the final receipt');
  const names = receipt.stores.map(({ store }) => store);
  const twice = names.findIndex((store, index) => names.indexOf(store) !== index);
  if (twice >= 0) wrong(`stores[${twice}].store`, 'is named twice');
  return receipt;
}
