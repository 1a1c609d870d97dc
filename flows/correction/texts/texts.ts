import { type CorrectionField, type CorrectionRefusal } from '../../../src/domain/correction.ts';

interface Referenced {
  readonly reference: string;
}
interface Business {
  readonly businessName: string;
}

/** Everything said about having something put right. */
export interface CorrectionTexts {
  /** A button: at most 20 code points. */
  readonly confirm: string;
  /** Rows: at most 24 code points. */
  readonly list: {
    readonly body: string;
    readonly button: string;
    readonly name: string;
    readonly email: string;
    readonly other: string;
  };
  readonly ask: Readonly<Record<CorrectionField, string>>;
  readonly tooLong: string;
  readonly noEmail: string;
  readonly readBack: (facts: Business & { readonly field: CorrectionField; readonly value: string }) => string;
  readonly filed: (facts: Business & Referenced & { readonly day: string }) => string;
  readonly stopped: string;
  readonly waiting: (facts: Business & Referenced & { readonly day: string }) => string;
  /** The law's end has passed. `complaint`: where to complain. */
  readonly late: (facts: Business & Referenced & { readonly complaint: string }) => string;
  readonly done: (facts: Business & Referenced) => string;
  readonly refused: (facts: Business & Referenced & { readonly reason: CorrectionRefusal }) => string;
  /** The use of their data is paused, or goes on. */
  readonly restricted: (facts: Business) => string;
  /** `adsAreStopped`: an earlier STOP holds on. */
  readonly unrestricted: (facts: Business & { readonly adsAreStopped: boolean }) => string;
}
