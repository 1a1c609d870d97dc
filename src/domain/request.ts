import { type HoldGround, type RefusalGround } from './ground.ts';
import { type Instant } from './instant.ts';
import { type Matter } from './matter.ts';
import { type StoreCounts } from './store-counts.ts';

/** The rights a request can exercise. Portability is the same copy as access: it is machine-readable (GDPR 15(3), 20). */
export type Right = Matter['right'];

/**
 * How the one-time code went out; the receipt says which (design.md section 4). `shared_number`: by template, to a number that
 * the person shared in this chat for it. `phrase`: words and a number, shown in the chat and typed back whole.
 */
export type OwnCodeChannel = 'template' | 'shared_number' | 'email' | 'chat' | 'phrase';

/** `operator_…`: the person asked, and typed the code, on the operator's own number (docs/route-b.md). */
export type CodeChannel = OwnCodeChannel | `operator_${OwnCodeChannel}`;

/** The way of the code, wherever it was typed. */
export function ownChannelOf(channel: CodeChannel): OwnCodeChannel {
  return channel.replace(/^operator_/u, '') as OwnCodeChannel;
}

/**
 * Why no code can be had: then the request takes the slow path (design.md section 4). `no-number`: a code goes to a number only,
 * WhatsApp hides it, and the person would rather wait than share it.
 */
export type NoCodeReason = 'locked' | 'daily-limit' | 'budget' | 'no-channel' | 'no-number';

/** `everything`: it was stuck, and made way for the erasure of everything. */
export type CancelNote = 'not-me' | 'everything';

/** The life of a request. Each member has exactly its own fields. Source: design.md section 4. */
export type RequestState =
  | { readonly name: 'intent_shown' }
  | { readonly name: 'code_sent'; readonly codeChannel: CodeChannel }
  | { readonly name: 'code_locked'; readonly until: Instant }
  | { readonly name: 'verified'; readonly verifiedAt: Instant }
  | { readonly name: 'waiting'; readonly verifiedAt: Instant; readonly until: Instant }
  | { readonly name: 'on_hold'; readonly verifiedAt: Instant; readonly ground: HoldGround; readonly reviewAt: Instant }
  | { readonly name: 'planning'; readonly verifiedAt: Instant }
  | { readonly name: 'erasing'; readonly verifiedAt: Instant; readonly erasedFrom: Instant }
  | { readonly name: 'scanning'; readonly verifiedAt: Instant; readonly erasedFrom: Instant }
  | {
      readonly name: 'blocked';
      readonly verifiedAt: Instant;
      readonly erasedFrom: Instant;
      readonly store: string;
      readonly reason: BlockReason;
    }
  | {
      readonly name: 'erased';
      readonly verifiedAt: Instant;
      readonly erasedAt: Instant;
      readonly stores: readonly StoreCounts[];
    }
  /** Backups and the keys of that time are gone as well: the final receipt is signed. */
  | {
      readonly name: 'closed';
      readonly verifiedAt: Instant;
      readonly erasedAt: Instant;
      readonly closedAt: Instant;
      readonly stores: readonly StoreCounts[];
    }
  /** The copy was handed over, or the part is gone: nothing is left to do. */
  | {
      readonly name: 'answered';
      readonly verifiedAt: Instant;
      readonly answeredAt: Instant;
      /** Something of the part: a ground keeps it, or it is a refusal in force. The person was told what. */
      readonly somethingStays?: true;
    }
  | { readonly name: 'cancelled'; readonly at: Instant; readonly because?: CancelNote }
  | { readonly name: 'expired'; readonly at: Instant }
  /** The business refused, with a ground; the person was told where to complain. */
  | { readonly name: 'refused'; readonly at: Instant; readonly ground: RefusalGround };

export type RequestStateName = RequestState['name'];

/** It is done, and something of what was asked for had to stay. */
export function leavesSomething(state: RequestState): boolean {
  if (state.name === 'answered') return state.somethingStays === true;
  const isErased = state.name === 'erased' || state.name === 'closed';
  return isErased && state.stores.some(({ retained }) => retained > 0);
}

/** Why a run stopped short of done. */
export type BlockReason = 'residue' | 'not_scanned' | 'step_failed';

/** States in which any request may still be taken back. Where something is erased, there is no return from `planning` on. */
const cancellableStates: readonly RequestStateName[] = [
  'intent_shown',
  'code_sent',
  'code_locked',
  'verified',
  'waiting',
  'on_hold',
];

/** Until a copy is handed over it may be taken back: also while it is made, and when it is stuck. */
const cancellableCopyStates: readonly RequestStateName[] = [...cancellableStates, 'planning', 'blocked'];

/** True while a request about this may still be taken back. */
export function isCancellable(state: RequestStateName, matter: Matter): boolean {
  return (matter.right === 'access' ? cancellableCopyStates : cancellableStates).includes(state);
}
