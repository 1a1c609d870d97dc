import { type ClaimVerdict, type PreviousVerdict, type Verdict } from '../../../src/proof/verify/verdict.ts';
import { type TestSigner } from './signer.ts';

/** A file, what a verifier must say of it, and why. */
export interface Vector {
  readonly file: string;
  readonly text: string;
  readonly code: Verdict['code'];
  readonly why: string;
  /** Given with it as the receipt before. */
  readonly previous?: { readonly file: string; readonly code: PreviousVerdict };
  readonly claims?: readonly { readonly secret: string; readonly name: string; readonly code: ClaimVerdict }[];
}

/** What every kind of vector is made from. */
export interface VectorParts {
  readonly signer: TestSigner;
  readonly live: string;
  readonly final: string;
}
