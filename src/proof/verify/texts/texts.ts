import { type Ground } from '../../../domain/ground.ts';
import { type Downstream, type Receipt, type ReceiptLimit, type VerificationMethod } from '../../receipt.ts';
import { type ClaimVerdict, type PreviousVerdict, type Verdict } from '../verdict.ts';

type Business = Extract<Downstream, { who: 'business' }>;

/** Everything that a verifier says, on the page and on the terminal. Plain text: whoever shows it escapes it. */
export interface VerifierTexts {
  readonly verdicts: Readonly<Record<Verdict['code'], string>>;
  readonly claims: Readonly<Record<ClaimVerdict, string>>;
  readonly previous: Readonly<Record<PreviousVerdict, string>>;
  readonly kinds: Readonly<Record<Receipt['kind'], string>>;
  readonly facts: Readonly<
    Record<
      | 'kind'
      | 'reference'
      | 'business'
      | 'provider'
      | 'received'
      | 'verified'
      | 'verification'
      | 'verifiedAbsent'
      | 'backupsBy'
      | 'backupsGone'
      | 'key',
      string
    >
  >;
  readonly verification: Readonly<Record<VerificationMethod, string>>;
  readonly columns: Readonly<Record<'store' | 'matched' | 'deleted' | 'anonymised' | 'retained' | 'residual', string>>;
  readonly grounds: Readonly<Record<Ground, string>>;
  readonly kept: (line: { readonly count: number; readonly ground: string; readonly until: string | null }) => string;
  readonly headings: Readonly<Record<'stores' | 'held' | 'told' | 'limits', string>>;
  readonly held: Readonly<Record<Receipt['heldUntil'][number]['what'], (until: string) => string>>;
  readonly told: Readonly<Record<Business['how'], string>>;
  readonly toldStates: Readonly<Record<Business['state'], string>>;
  readonly meta: (by: string) => string;
  readonly limits: Readonly<Record<ReceiptLimit, string>>;
  /** What nobody should read into a good receipt. */
  readonly caution: string;
  readonly page: PageTexts;
}

/** What the page says besides. */
export interface PageTexts {
  readonly title: string;
  readonly intro: string;
  readonly saving: string;
  readonly language: string;
  readonly needsScript: string;
  readonly noCryptography: string;
  readonly receipt: string;
  readonly paste: string;
  readonly file: string;
  readonly drop: string;
  readonly check: string;
  readonly nothingGiven: string;
  readonly unreadable: string;
  readonly keys: string;
  readonly keysOfPage: (count: number) => string;
  readonly keysGiven: (count: number) => string;
  readonly keysNone: string;
  readonly keysFile: string;
  readonly noKeySet: string;
  readonly good: string;
  readonly bad: string;
  readonly unchecked: string;
  readonly seen: string;
  readonly claim: string;
  readonly claimIntro: string;
  readonly secret: string;
  readonly number: string;
  readonly claimCheck: string;
  readonly previous: string;
  readonly previousFile: string;
}
