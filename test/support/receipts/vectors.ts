import { forgedVectors } from './forged-vectors.ts';
import { claimedBsuid, claimedPhone, claimSecret, finalBody, liveBody, someHash } from './sample.ts';
import { placeInLog, signReceipt, testSigner } from './signer.ts';
import { untrueVectors } from './untrue-vectors.ts';
import { type Vector } from './vector.ts';

export const signer = testSigner('current');
const retired = testSigner('retired');
const liar = testSigner('liar');
const lyingKid = someHash('a name that is not made from the key');

/** The key set that verifies the vectors: retired keys stay, keys of other kinds are passed over, and one lies about its name. */
export const vectorKeys = {
  keys: [
    { ...signer.jwk, alg: 'EdDSA', use: 'sig' },
    { ...retired.jwk, alg: 'EdDSA', use: 'sig' },
    { ...liar.jwk, kid: lyingKid },
    // The example of RFC 7517, A.1.
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
      kid: 'another kind of key',
    },
  ],
};

const claims: NonNullable<Vector['claims']> = [
  { secret: claimSecret, name: claimedPhone, code: 'claim_matches' },
  { secret: claimSecret, name: claimedBsuid, code: 'claim_matches' },
  { secret: 'oi23 4567-89ab cdef–ghjk mnpqrs', name: '+1 (650) 555-0100', code: 'claim_matches' },
  { secret: claimSecret, name: '٠٠١٦٥٠٥٥٥٠١٠٠', code: 'claim_matches' },
  { secret: claimSecret, name: '16505550101', code: 'claim_wrong' },
  { secret: `${claimSecret.slice(0, -1)}T`, name: claimedPhone, code: 'claim_wrong' },
  { secret: claimSecret.slice(0, -1), name: claimedPhone, code: 'claim_wrong' },
  { secret: `${claimSecret.slice(0, -1)}U`, name: claimedPhone, code: 'claim_wrong' },
  { secret: claimSecret, name: 'Ana', code: 'claim_wrong' },
];

/** All of them, to the byte what stands in test/fixtures/receipts. */
export function makeVectors(): readonly Vector[] {
  const live = signReceipt(signer, { ...liveBody, log: placeInLog(liveBody, 5, 11) });
  const finalReceipt = finalBody(live);
  const final = signReceipt(signer, { ...finalReceipt, log: placeInLog(finalReceipt, 12, 13) });
  const alone = { ...liveBody, commit: liveBody.commit.slice(0, 1) };
  const first = { ...liveBody, commit: [] };
  const parts = { signer, live, final };
  return [
    { file: 'live.jws', text: live, code: 'valid', why: 'as it should be', claims },
    {
      file: 'final.jws',
      text: final,
      code: 'valid',
      why: 'as it should be, and linked to live.jws',
      previous: { file: 'live.jws', code: 'prev_matches' },
    },
    {
      file: 'final-other-previous.jws',
      text: final,
      code: 'valid',
      why: 'final.jws, given with a receipt that is not the one before it',
      previous: { file: 'live-one-entry-log.jws', code: 'prev_wrong' },
    },
    {
      file: 'live-line-end.jws',
      text: `${live}\r\n`,
      code: 'valid',
      why: 'blanks and line ends around a receipt are none of it',
    },
    {
      file: 'live-retired-key.jws',
      text: signReceipt(retired, { ...liveBody, log: placeInLog(liveBody, 0, 2) }),
      code: 'valid',
      why: 'signed by a key that signs no more, and is kept in the key set',
    },
    {
      file: 'live-one-entry-log.jws',
      text: signReceipt(signer, { ...first, log: placeInLog(first, 0, 1) }),
      code: 'valid',
      why: 'the only entry of its log, and committed to nobody',
      claims: [{ secret: claimSecret, name: claimedPhone, code: 'claim_not_in_receipt' }],
    },
    {
      file: 'live-phone-only.jws',
      text: signReceipt(signer, { ...alone, log: placeInLog(alone, 6, 7) }),
      code: 'valid',
      why: 'committed to a phone number, and to no business-scoped id',
      claims: [
        { secret: claimSecret, name: claimedPhone, code: 'claim_matches' },
        { secret: claimSecret, name: claimedBsuid, code: 'claim_not_in_receipt' },
      ],
    },
    ...forgedVectors(parts, { liar, lyingKid }),
    ...untrueVectors(parts),
  ];
}
