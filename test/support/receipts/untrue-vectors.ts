import { canonicalJson } from '../../../src/proof/canonical-json.ts';
import { type ReceiptBody } from '../../../src/proof/receipt-format.ts';
import { type Receipt } from '../../../src/proof/receipt.ts';
import { liveBody, someHash } from './sample.ts';
import { headerOf, placeInLog, signTexts } from './signer.ts';
import { type Vector, type VectorParts } from './vector.ts';

type Case = readonly [string, Vector['code'], string, Readonly<Record<string, unknown>>];
type Log = Receipt['log'];

/** What the key did sign and should not have: a fault of ours, or a key in wrong hands. Each has its place in a log. */
export function untrueVectors({ signer }: VectorParts): readonly Vector[] {
  const header = headerOf(signer.jwk.kid);
  const bodies = [...shapeCases(), ...uncleanCases()];
  const shaped = bodies.map(([name, code, why, changes]) => {
    const body = { ...liveBody, ...changes } as ReceiptBody;
    return { name, code, why, payload: { ...body, log: placeInLog(body, 5, 11) } };
  });
  const log = placeInLog(liveBody, 5, 11);
  const other = placeInLog({ ...liveBody, reference: 'ER-0000-0000-0000' }, 5, 11);
  const unproven = logCases(log, other).map(([name, code, why, changes]) => {
    return { name, code, why, payload: { ...liveBody, log: { ...log, ...changes } } };
  });
  return [...shaped, ...unproven].map(({ name, code, why, payload }) => {
    const text = signTexts(signer, header, canonicalJson(payload));
    return { file: `${name}.jws`, text, code, why };
  });
}

function shapeCases(): readonly Case[] {
  const code = 'payload_invalid';
  const { times, stores, controller } = liveBody;
  return [
    ['version-2', code, 'a version that is not known', { v: 2 }],
    ['other-document', code, 'signed, but no receipt of erasure', { typ: 'oubli-tree-head' }],
    ['missing-member', code, 'no coverage', { coverage: undefined }],
    ['unknown-member', code, 'a member that the version does not have', { phone: null }],
    ['unknown-inner-member', code, 'the same, inside', { controller: { ...controller, waba: '1' } }],
    ['text-for-count', code, 'a count that is a text', { stores: withStore({ matched: '412' }) }],
    ['negative-count', code, 'a count below 0', { stores: withStore({ retained: -1, matched: 411 }) }],
    ['store-twice', code, 'a store twice', { stores: [...stores, stores[0]] }],
    ['unknown-ground', code, 'a ground that there is not', { stores: withStore({ ground: 'because' }) }],
    ['unknown-limit', code, 'a limit that there is not', { limits: ['none'] }],
    [
      'time-without-zone',
      code,
      'a time that is not in UTC',
      { times: { ...times, received: '2026-11-24T09:00:00.000' } },
    ],
    ['no-such-day', code, 'the 31st of November', { times: { ...times, received: '2026-11-31T09:00:00.000Z' } }],
    ['short-hash', code, 'a hash of 31 bytes', { policy: { ...liveBody.policy, plan: someHash('plan').slice(0, 42) } }],
    ['wrong-reference', code, 'a reference whose check character is wrong', { reference: 'ER-1WK2-6GJH-QY2N' }],
    ['lone-surrogate', code, 'half a character in a name', { controller: { ...controller, name: '\ud83d' } }],
    ['live-with-previous', code, 'the first receipt, with one before it', { prev: someHash('another') }],
    ['final-without-previous', code, 'the final receipt, with none before it', { kind: 'final' }],
  ];
}

function uncleanCases(): readonly Case[] {
  const code = 'not_clean';
  return [
    ['residual-1', code, 'one was still there', { stores: withStore({ residual: 1 }) }],
    ['counts', code, 'found 412, accounted for 411', { stores: withStore({ deleted: 411 }) }],
    ['no-ground', code, 'kept without a ground', { stores: withStore({ deleted: 411, retained: 1 }) }],
    ['more-stores', code, 'more stores than are said to exist', { coverage: { ...liveBody.coverage, stores: 4 } }],
  ];
}

function logCases(log: Log, other: Log): readonly Case[] {
  const code = 'log_proof_wrong';
  const { proof } = log;
  return [
    ['proof-cut', code, 'the last hash of the proof is missing', { proof: proof.slice(0, -1) }],
    ['proof-empty', code, 'no proof at all', { proof: [] }],
    ['proof-longer', code, 'a hash too many', { proof: [...proof, someHash('more')] }],
    ['proof-order', code, 'the hashes in another order', { proof: [...proof].reverse() }],
    ['proof-hash', code, 'one hash of the proof is another', { proof: [someHash('another'), ...proof.slice(1)] }],
    ['index-other', code, 'the place of a neighbour', { index: 4 }],
    ['index-outside', code, 'a place behind the end of the log', { index: 11 }],
    ['size-other', code, 'a log of another size', { size: 17 }],
    ['size-zero', code, 'a log without entries', { size: 0, index: 0, proof: [] }],
    ['root-other', code, 'another root', { root: someHash('another root') }],
    ['entry-other', code, 'root and proof of a log that holds another receipt', { ...other }],
  ];
}

/** The stores of the sample, `messages` changed. */
function withStore(changes: Readonly<Record<string, unknown>>): readonly unknown[] {
  return liveBody.stores.map((store) => (store.store === 'messages' ? { ...store, ...changes } : store));
}
