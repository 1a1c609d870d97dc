import { type Ground } from '../../domain/ground.ts';
import { type Right } from '../../domain/request.ts';
import { type RevealedKind, type RevealMatter } from '../reveals.ts';
import { type AskedNotice, type ConfirmedBy, type HeldItem, type NoticeChannel, type NoticeEvent } from '../notice.ts';

/** The events as a digest line or a template parameter names them, and the digest itself. */
export type NamedEvent = NoticeEvent | 'dsr.digest';

/** Everything that is said to a business, and the mail with a person's code, in one language. */
export interface NoticeTexts {
  /** What happened, in a few words that stand alone. One line: Meta takes no line break in a template's parameter. */
  readonly happened: Readonly<Record<NamedEvent, string>>;
  readonly channels: Readonly<Record<NoticeChannel, string>>;
  readonly grounds: Readonly<Record<Ground, string>>;
  /** Names of facts, without a colon. */
  readonly labels: {
    readonly reference: string;
    readonly time: string;
    readonly confirmed: string;
    readonly starts: string;
    readonly due: string;
    readonly erased: string;
    readonly receipt: string;
    readonly head: string;
    readonly stores: string;
    readonly held: string;
    readonly notices: string;
  };
  /** One paragraph each. */
  readonly verified: (facts: { readonly business: string; readonly confirmedBy: ConfirmedBy }) => readonly string[];
  readonly asked: Readonly<Record<AskedNotice['what'], (facts: { readonly business: string }) => readonly string[]>>;
  readonly erased: (facts: { readonly business: string }) => readonly string[];
  readonly closed: readonly string[];
  readonly logHead: readonly string[];
  readonly cancelled: readonly string[];
  readonly resurrection: readonly string[];
  readonly human: readonly string[];
  readonly budgetSpent: (facts: { readonly limit: number }) => readonly string[];
  readonly breakerHeld: (facts: { readonly limit: number }) => readonly string[];
  /** On the staff phone: instead of the API, one button; and what is said to a tap. */
  readonly breakerTap: {
    readonly tapIt: string;
    readonly button: string;
    readonly goesOn: string;
    /** The button was used, or is of an earlier message. */
    readonly over: string;
  };
  readonly channelFailed: (facts: { readonly channel: string }) => readonly string[];
  readonly digest: (facts: { readonly count: number }) => readonly string[];
  readonly link: {
    /** What stands on the link itself. */
    readonly label: string;
    readonly note: (facts: { readonly until: string }) => string;
  };
  /** One line a store: its stable name, how much went and how much stays. */
  readonly storeLine: (facts: {
    readonly store: string;
    readonly deleted: number;
    readonly kept: { readonly count: number; readonly ground: string; readonly until: string } | null;
  }) => string;
  readonly held: Readonly<Record<HeldItem['what'], (facts: { readonly until: string }) => string>>;
  readonly footer: (facts: { readonly business: string }) => string;
  readonly code: {
    readonly subject: (facts: { readonly business: string }) => string;
    readonly asked: Readonly<Record<Right, (facts: { readonly business: string }) => string>>;
    readonly label: string;
    readonly typeIt: (facts: { readonly minutes: string }) => string;
    /** Only where nothing happens without a code may they do nothing: an erasure goes on after seven days. */
    readonly notYou: Readonly<Record<Right, (facts: { readonly business: string }) => string>>;
    readonly footer: string;
  };
  readonly reveal: {
    /** `other`: whatever is not an erasure of everything. */
    readonly title: Readonly<Record<'erasure' | 'other', string>>;
    /** What was asked, and what the page is good for. */
    readonly intro: Readonly<Record<RevealMatter, string>>;
    readonly until: (facts: { readonly until: string }) => string;
    readonly button: string;
    readonly kinds: Readonly<Record<RevealedKind, string>>;
    /** Beneath the names. `other`: whatever the person waits to be answered, or nothing is deleted for. */
    readonly careful: Readonly<Record<'erasure' | 'part' | 'other', string>>;
    /** The link came without its key. */
    readonly incomplete: string;
    readonly wrongKey: string;
    readonly gone: string;
    readonly usedUp: string;
    readonly unreachable: string;
    readonly needsScript: string;
  };
}
