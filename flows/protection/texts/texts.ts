import { type RefusalGround } from '../../../src/domain/ground.ts';
import { type Right } from '../../../src/domain/request.ts';
import { type RiskReason } from '../../../src/domain/risk.ts';

interface Referenced {
  readonly reference: string;
}
/** `day`: in words of the language. */
interface Dated {
  readonly day: string;
}

/** What is said where a request waits, takes longer or is refused. Each at most 1,024 code points. */
export interface ProtectionTexts {
  /** One sentence: why it waits. */
  readonly why: Readonly<Record<RiskReason, string>>;
  /** After the right code. `why`: one of the sentences above. */
  readonly startsLater: (facts: Referenced & Dated & { readonly why: string }) => string;
  /** Each day of a long wait. */
  readonly waiting: (facts: Referenced & Dated) => string;
  /** The same in one line, for a template. */
  readonly waitingLine: (facts: Dated) => string;
  /** No code can go out: why, before {@link slowPath}. */
  readonly noCode: Readonly<Record<'budget' | 'no-channel' | 'no-number', (facts: Referenced) => string>>;
  /** The person need not share a hidden number: they may wait instead. */
  readonly withoutNumber: {
    /** Under the request to share it. */
    readonly hint: string;
    /** Asked of somebody who would rather not. */
    readonly offer: string;
    /** A button: at most 20 code points. */
    readonly wait: string;
  };
  /** What happens without a code, and how to stop it. */
  readonly slowPath: (facts: Dated) => string;
  /** The seven days are over, and it begins. */
  readonly slowOver: (facts: Referenced) => string;
  readonly slowOverLine: string;
  /** They are over, and the business may object until that day. */
  readonly slowOverLater: (facts: Referenced & Dated) => string;
  readonly slowOverLaterLine: (facts: Dated) => string;
  /** Too many deletions at once: the business has to look first. */
  readonly heldUp: (facts: Referenced) => string;
  readonly heldUpLine: string;
  readonly extended: (
    facts: Referenced & Dated & { readonly because: 'complex' | 'many-requests'; readonly complaint: string },
  ) => string;
  readonly extendedLine: (facts: Dated) => string;
  /** `right`: what was asked for, and is not done. `words`: the business's own, or `null`. */
  readonly refused: (
    facts: Referenced & {
      readonly right: Right;
      readonly ground: RefusalGround;
      readonly businessName: string;
      readonly words: string | null;
      readonly complaint: string;
    },
  ) => string;
  readonly refusedLine: string;
  /** The last message where only a template goes out. */
  readonly farewellLine: (facts: { readonly url: string; readonly claimSecret: string }) => string;
  /** The business noted a letter: how to confirm it. */
  readonly logged: Readonly<Record<Right, (facts: Dated & { readonly businessName: string }) => string>>;
  /** In place of {@link logged} while an erasure of theirs waits out its week without a code: {@link waiting} follows. */
  readonly loggedBesides: (facts: Dated & { readonly businessName: string }) => string;
  readonly loggedLine: string;
  /** What STATUS says of it, before {@link logged}: until when the business has to answer, also once that is over. */
  readonly loggedStanding: (facts: Referenced & Dated) => string;
  /** Where to complain. `authority`: `null` when it is not known which one. */
  readonly complaint: (facts: {
    readonly authority: { readonly name: string; readonly site: string } | null;
  }) => string;
}
