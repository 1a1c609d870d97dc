import { type RefusalReason } from '../conversation/sender.ts';

/** What slows us down, and how to come back: see rate-limits.ts. */
export type BackOff =
  /** 131056: too much to one person. 4^X seconds, for that pair only. */
  | 'pair'
  /** 130429: too much from one number. From 1 s, doubling, for that number. */
  | 'throughput'
  /** 4, 17, 32, 613, 80007: too many API calls of this app and WABA. Minutes. */
  | 'calls'
  /** 131057: the number moves to a higher throughput. About a minute. */
  | 'maintenance'
  /** 2, 131016, 133004, 503: Meta is unwell. 1 s, 4 s, 16 s … at most 5 min. */
  | 'service'
  /** 1, 131000, other 5xx: something went wrong, and may do so every time with this very message. As `service`, a few times. */
  | 'fault';

/** What an error of Meta's means for a send. */
export type Verdict =
  | { readonly name: 'try-later'; readonly backOff: BackOff }
  | { readonly name: 'refused'; readonly reason: RefusalReason }
  /** An answer that is not Meta's own (a gateway's): nobody can say whether the message goes out. */
  | { readonly name: 'unknown' };

/** Source: Meta, Cloud API error codes, September 2026; cloud-api.md 6, with its advice on what to retry. */
const byReason: Readonly<Record<RefusalReason, readonly number[]>> = {
  'window-closed': [131047],
  // 131049, 131050: this person gets no more marketing. 130472: in an experiment. 130403: blocked by the business.
  // 130497: their country is closed to this business. 131021: it is our own number.
  undeliverable: [130403, 130472, 130497, 131021, 131026, 131030, 131049, 131050],
  template: [131064, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018],
  'phone-needed': [131062],
  'identity-changed': [137000],
  // 102, 104, 190: no valid token. 33, 803: the number or WABA is gone from the token's reach.
  authorisation: [0, 3, 10, 33, 102, 104, 190, 803, 131005],
  account: [
    368, 131031, 131035, 131036, 131037, 131042, 131045, 131048, 133000, 133005, 133006, 133008, 133009, 133010, 133015,
    133016, 134011, 2593107, 2593108, 2593109,
  ],
  // 2635: an expired version. 13206x: a Flow. 1391xx: block lists.
  invalid: [
    100, 2500, 2635, 131008, 131009, 131051, 131052, 131053, 131060, 132068, 132069, 135000, 139100, 139101, 139102,
    139103,
  ],
};

const byBackOff: Readonly<Record<BackOff, readonly number[]>> = {
  pair: [131056],
  throughput: [130429],
  calls: [4, 17, 32, 613, 80007],
  maintenance: [131057],
  service: [2, 131016, 133004],
  fault: [1, 131000],
};

const table = buildTable();

/** Reads an error: by Meta's code, by its range, else by the HTTP status. */
export function verdictOf(error: {
  readonly code: number | null;
  readonly subcode: number | null;
  readonly httpStatus: number;
}): Verdict {
  const { code, subcode, httpStatus } = error;
  // "Object does not exist or missing permissions" comes as 100 with subcode 33 (cloud-api.md 14).
  if (code === 100 && subcode === 33) return { name: 'refused', reason: 'authorisation' };
  const known = code === null ? undefined : table.get(code);
  if (known !== undefined) return known;
  if (code !== null && code >= 200 && code <= 299) return { name: 'refused', reason: 'authorisation' };
  return byStatus(httpStatus, code !== null);
}

function byStatus(status: number, isMetasWord: boolean): Verdict {
  if (status === 429) return { name: 'try-later', backOff: 'calls' };
  if (status === 401 || status === 403) return { name: 'refused', reason: 'authorisation' };
  // 503 means "not taken on"; any other 5xx without Meta's error body may stand behind a message that was.
  if (status === 503) return { name: 'try-later', backOff: 'service' };
  if (status >= 500 && isMetasWord) return { name: 'try-later', backOff: 'fault' };
  return status >= 500 || status === 408 ? { name: 'unknown' } : { name: 'refused', reason: 'invalid' };
}

function buildTable(): ReadonlyMap<number, Verdict> {
  const verdicts = new Map<number, Verdict>();
  for (const [reason, codes] of Object.entries(byReason)) {
    for (const code of codes) verdicts.set(code, { name: 'refused', reason: reason as RefusalReason });
  }
  for (const [backOff, codes] of Object.entries(byBackOff)) {
    for (const code of codes) verdicts.set(code, { name: 'try-later', backOff: backOff as BackOff });
  }
  return verdicts;
}
