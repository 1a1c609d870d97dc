import { type Heard } from '../heard.ts';
import { type Outcome } from '../outcome.ts';

/** What can happen to a deletion conversation. */
export type CodedEvent =
  /** `prompt`: say again where we are. */
  | {
      readonly kind: 'said';
      readonly wish: 'confirm' | 'decline' | 'cancel' | 'not-me' | 'resend' | 'delete' | 'code' | 'slow' | 'prompt';
    }
  /** Words of another matter. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'unreadable'; readonly isVoice: boolean }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'idle' };

/** Reads what was heard as an event of this flow. `null`: a reaction, which wants no answer. */
export function readHeard(heard: Heard): CodedEvent | null {
  switch (heard.kind) {
    case 'reaction':
      return null;
    case 'unreadable':
      return { kind: 'unreadable', isVoice: heard.what === 'voice' };
    case 'words':
    case 'reference-unreadable':
      return { kind: 'unclear' };
    case 'hint':
    case 'language':
    case 'foreign-choice':
      return { kind: 'said', wish: 'prompt' };
    case 'wish':
      return readWish(heard.wish);
  }
}

function readWish(wish: Extract<Heard, { kind: 'wish' }>['wish']): CodedEvent {
  switch (wish) {
    case 'yes':
      return { kind: 'said', wish: 'confirm' };
    case 'no':
      return { kind: 'said', wish: 'decline' };
    case 'cancel':
    case 'not-me':
    case 'resend':
    case 'delete':
    case 'code':
    case 'slow':
      return { kind: 'said', wish };
    case 'greeting':
    case 'erase-part':
    case 'access':
    case 'correct':
    case 'restrict':
    case 'opt-ins':
    case 'status':
    case 'help':
    case 'human':
    case 'stop':
    case 'start':
    case 'language-list':
    case 'rights':
    case 'ask-me':
    case 'ask-other':
    case 'ask-skip':
      return { kind: 'unclear' };
  }
}
