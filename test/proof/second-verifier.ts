import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';

/**
 * A verifier of receipts written from docs/receipt.md, with node:crypto alone. It imports nothing of the product on purpose: when
 * the two disagree, one of them or the page is wrong.
 */
export function verifySecond(given: string, keySet: { readonly keys: readonly unknown[] }): string {
  const parts = given
    .replace(/^[ \t\r\n]*/, '')
    .replace(/[ \t\r\n]*$/, '')
    .split('.');
  if (given.length > 262_144 || parts.length !== 3) return 'malformed';
  const [head, body, tail] = parts.map(bytesOf);
  if (!head || !body || !tail) return 'malformed';
  const [header, payload] = [canonicalValue(head), canonicalValue(body)];
  if (!isObject(header) || payload === undefined) return 'malformed';
  if (header['alg'] !== 'EdDSA' || header['typ'] !== 'oubli-receipt+jws') return 'algorithm_refused';
  if (typeof header['kid'] !== 'string' || Object.keys(header).length !== 3) return 'algorithm_refused';
  const x = keySet.keys.flatMap((key) => publicX(key) ?? []).find((one) => thumbprint(one) === header['kid']);
  if (x === undefined) return 'key_unknown';
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  if (tail.length !== 64 || !verify(null, Buffer.from(parts.slice(0, 2).join('.')), key, tail))
    return 'signature_wrong';
  if (!isReceipt(payload)) return 'payload_invalid';
  const receipt = payload as Receipt;
  if (!isClean(receipt)) return 'not_clean';
  return isLogged(receipt) ? 'valid' : 'log_proof_wrong';
}

/** The claim, typed as people do. */
export function claimSecond(given: string, secret: string, name: string): string {
  const { commit } = payloadOf(given);
  const key = secret
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const bsuid = /^[A-Z]{2}\..+$/.test(name);
  const digits = Array.from(name)
    .map((digit) => ('٠١٢٣٤٥٦٧٨٩'.includes(digit) ? '٠١٢٣٤٥٦٧٨٩'.indexOf(digit) : digit))
    .join('');
  const value = bsuid ? name : digits.replace(/[\s+().-]/g, '').replace(/^00/, '');
  const kind = bsuid ? 'bsuid' : 'phone';
  if (!bsuid && !/^[1-9]\d{6,14}$/.test(value)) return 'claim_wrong';
  const hashes = commit.filter((one) => one.kind === kind).map(({ hash }) => hash);
  if (hashes.length === 0) return 'claim_not_in_receipt';
  if (!/^[0-9A-HJKMNP-TV-Z]{26}$/.test(key)) return 'claim_wrong';
  const mac = createHmac('sha256', key).update(`oubli-claim-v1\n${kind}\n${value}`).digest('base64url');
  return hashes.includes(mac) ? 'claim_matches' : 'claim_wrong';
}

export function previousSecond(given: string, previous: string): string {
  return payloadOf(given).prev === sha256(previous.trim()).toString('base64url') ? 'prev_matches' : 'prev_wrong';
}

interface Receipt {
  readonly kind: string;
  readonly prev: string | null;
  readonly stores: readonly Record<
    'store' | 'matched' | 'deleted' | 'anonymised' | 'retained' | 'residual' | 'ground',
    unknown
  >[];
  readonly coverage: { readonly stores: number };
  readonly commit: readonly { readonly kind: string; readonly hash: string }[];
  readonly log: {
    readonly index: number;
    readonly size: number;
    readonly root: string;
    readonly proof: readonly string[];
  };
}

function payloadOf(given: string): Receipt {
  return JSON.parse(Buffer.from(given.split('.')[1] ?? '', 'base64url').toString()) as Receipt;
}

function sha256(...chunks: readonly (string | Buffer)[]): Buffer {
  return chunks.reduce((hash, chunk) => hash.update(chunk), createHash('sha256')).digest();
}

function bytesOf(part: string): Buffer | null {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : null;
}

function canonicalValue(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    return canonical(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function canonical(value: unknown): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError('number');
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function publicX(key: unknown): string | null {
  if (!isObject(key) || key['kty'] !== 'OKP' || key['crv'] !== 'Ed25519' || typeof key['x'] !== 'string') return null;
  return bytesOf(key['x'])?.length === 32 ? key['x'] : null;
}

function thumbprint(x: string): string {
  return sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).toString('base64url');
}

type Test = (value: unknown) => boolean;
const among =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
const matches =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const list =
  (most: number, test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(test);
const members =
  (tests: Readonly<Record<string, Test>>): Test =>
  (value) => {
    if (!isObject(value) || Object.keys(value).sort().join() !== Object.keys(tests).sort().join()) return false;
    return Object.entries(tests).every(([name, test]) => test(value[name]));
  };
const hash: Test = (value) => typeof value === 'string' && bytesOf(value)?.length === 32;
const count: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const time: Test = (value) => {
  if (!matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)(value)) return false;
  const moment = new Date(String(value));
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === value;
};
const name = matches(/^[^\p{Cc}\p{Cs}]{1,200}$/u);

function isReference(value: unknown): boolean {
  if (!matches(/^ER(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)(value)) return false;
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const values = Array.from(String(value).slice(2).replaceAll('-', '')).map((character) => alphabet.indexOf(character));
  const check = values.slice(0, 11).reduce((sum, one) => {
    const shifted = (sum ^ one) << 1;
    return shifted & 32 ? (shifted ^ 37) & 31 : shifted;
  }, 0);
  return check === values[11];
}

const shape = members({
  v: among(1),
  typ: among('oubli-erasure-receipt'),
  kind: among('live', 'final'),
  reference: isReference,
  iss: matches(/^https?:\/\/[^\s?#]{1,200}[^\s?#/]$/),
  controller: members({ id: name, name }),
  scope: among('at this provider for this business'),
  policy: members({ instruction: hash, plan: hash }),
  times: members({ received: time, verified: time, erasedFrom: time, verifiedAbsent: time, backupsBy: time }),
  method: members({
    verification: list(
      4,
      among(
        'wa-signed-inbound',
        'code-by-template',
        'code-by-email',
        'code-in-chat',
        'number-shared-in-chat',
        'phrase-in-chat',
        'asked-at-operator',
        'slow-path',
      ),
    ),
    risk: among('normal', 'raised', 'high'),
  }),
  coverage: members({ register: hash, stores: count, scan: among('names-and-keys') }),
  stores: list(
    1000,
    members({
      store: matches(/^[a-z][a-z0-9_.-]{0,63}$/),
      ...{ matched: count, deleted: count, anonymised: count, retained: count, residual: count },
      ground: among(null, 'legal_duty', 'legal_claims', 'fraud_prevention', 'contract'),
      until: orNull(time),
    }),
  ),
  heldUntil: list(100, members({ what: among('farewell', 'reveal_link'), until: time })),
  downstream: list(100, (value) =>
    isObject(value) && value['who'] === 'meta'
      ? members({ who: among('meta'), state: among('expires'), by: time })(value)
      : members({
          who: among('business'),
          how: among('staff', 'email', 'webhook'),
          state: among('acknowledged', 'told', 'pending', 'failed'),
        })(value),
  ),
  limits: list(
    6,
    among(
      ...['your-phone', 'copies-of-the-business', 'mentions-by-others'],
      ...['backups-until-date', 'same-chat-code', 'handset-mirrors'],
    ),
  ),
  commit: list(100, members({ kind: among('phone', 'bsuid'), hash })),
  prev: orNull(hash),
  log: members({ index: count, size: count, root: hash, proof: list(53, hash) }),
});

function isReceipt(payload: unknown): boolean {
  if (!shape(payload)) return false;
  const { kind, prev, stores } = payload as Receipt;
  return (kind === 'live') === (prev === null) && new Set(stores.map(({ store }) => store)).size === stores.length;
}

function isClean({ stores, coverage }: Receipt): boolean {
  return (
    stores.length <= coverage.stores &&
    stores.every(({ matched, deleted, anonymised, retained, residual, ground }) => {
      const sum = Number(deleted) + Number(anonymised) + Number(retained);
      return residual === 0 && matched === sum && (retained === 0 || ground !== null);
    })
  );
}

/** From the root down, as the proof is defined (RFC 9162, 2.1.3.1), where the product goes from the leaf up. */
function isLogged(receipt: Receipt): boolean {
  const { log, ...rest } = receipt;
  const entry = canonical({ type: `receipt.${receipt.kind}`, receipt: sha256(canonical(rest)).toString('base64url') });
  const proof = log.proof.map((one) => Buffer.from(one, 'base64url'));
  const rootFrom = (index: number, size: number): Buffer | null => {
    if (size === 1) return index === 0 ? sha256(Buffer.of(0), entry) : null;
    let split = 1;
    while (split * 2 < size) split *= 2;
    const sibling = proof.pop();
    const below = index < split ? rootFrom(index, split) : rootFrom(index - split, size - split);
    if (sibling === undefined || below === null) return null;
    return index < split ? sha256(Buffer.of(1), below, sibling) : sha256(Buffer.of(1), sibling, below);
  };
  if (log.index >= log.size) return false;
  return rootFrom(log.index, log.size)?.toString('base64url') === log.root && proof.length === 0;
}
