import { type TakenBack } from '../../../src/domain/taken-back.ts';
import { type MatterTexts } from '../../data-deletion/texts/texts.ts';

interface Passed {
  readonly reference: string;
  /** Empty when it is not known. */
  readonly day: string;
}

/** Everything said on the operator's own number about asking businesses. What a person typed comes isolated, in its own direction. */
export interface RouteBTexts {
  readonly who: string;
  /** Buttons: at most 20 code points. */
  readonly me: string;
  readonly somebodyElse: string;
  readonly skip: string;
  readonly confirm: string;
  readonly confirmMandate: string;
  readonly whichBusinesses: string;
  readonly about: string;
  readonly tooMany: string;
  readonly tooLong: string;
  /** A long number was written: of another phone, or a date in digits. */
  readonly otherNumber: string;
  readonly statement: (facts: { readonly list: string; readonly about: string | null }) => string;
  /** In place of the words of a whole erasure. The rest is the same. */
  readonly talk: Pick<MatterTexts, 'intentReminder' | 'nothingDeleted' | 'started' | 'startsLater' | 'running'>;
  readonly handedOver: (facts: { readonly list: string; readonly day: string }) => string;
  /** No code can go out: what happens without one, and how to stop it. */
  readonly slowPath: (facts: { readonly day: string }) => string;
  /** Each day of that wait. */
  readonly waiting: (facts: Passed) => string;
  /** The same in one line, for a template. */
  readonly waitingLine: (facts: { readonly day: string }) => string;
  /** The seven days are over: they are asked. */
  readonly slowOver: (facts: { readonly list: string; readonly day: string }) => string;
  readonly slowOverLine: string;
  /** After CANCEL: a headline over the businesses of each kind. */
  readonly takenBack: Readonly<Record<TakenBack['end'] | 'notMe', string>>;
  /** What STATUS says of what people pass on. */
  readonly passedOn: (facts: Passed) => string;
  /** What STATUS says where the business holds nothing here. */
  readonly nothingHeld: (facts: Passed) => string;
  /** What STATUS says once whoever had it in hand has answered. What they answered is not known here. */
  readonly answered: (facts: Passed) => string;
  readonly mandateAsk: string;
  readonly mandateReadBack: (facts: { readonly told: string }) => string;
  readonly mandatePassed: (facts: Passed) => string;
  readonly mandateTooOften: string;
  readonly stopped: string;
}
