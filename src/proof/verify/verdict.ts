import { type Receipt } from '../receipt.ts';

/** Why a receipt is refused, in the order in which it is looked for: the first that is found is told. */
export const refusals = [
  'malformed',
  'algorithm_refused',
  'key_unknown',
  'signature_wrong',
  'payload_invalid',
  'not_clean',
  'log_proof_wrong',
] as const;
export type Refusal = (typeof refusals)[number];

export type Verdict =
  | { readonly code: 'valid'; readonly receipt: Receipt; /** The key that signed it. */ readonly kid: string }
  /** `why`: the one fault that was seen, in English, for whoever has to mend it. */
  | { readonly code: Refusal; readonly why: string };

export type ClaimVerdict = 'claim_matches' | 'claim_wrong' | 'claim_not_in_receipt';
export type PreviousVerdict = 'prev_matches' | 'prev_wrong';

/** Thrown inside the verifier where a receipt is refused, and turned into a {@link Verdict} at its door. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: Refusal;

  constructor(code: Refusal, why: string) {
    // It may quote what a stranger wrote, and it may be shown on a terminal.
    super(why.replace(/[\p{Cc}\p{Cf}]/gu, '?'));
    this.code = code;
  }
}
