import { isLocale, type Locale } from '../src/domain/locale.ts';
import { type DataDeletionState, type DataDeletionStateName } from './data-deletion/state.ts';
import { type ReceptionState } from './reception/state.ts';

interface Common {
  /** Of this shape. Another number starts again at reception. */
  readonly version: 1;
  /** The language of this chat; `null` until the person's words or choice say it. */
  readonly locale: Locale | null;
  /** The person chose the language: their words no longer change it. */
  readonly isLocaleChosen: boolean;
  /** Ids of the choices last shown, in order: what a typed `1`, `2` or `3` means. */
  readonly offered: readonly string[];
}

/** Everything the bot remembers of a chat: plain JSON, stored sealed. */
export type ConversationState =
  | (Common & { readonly flow: 'reception'; readonly state: ReceptionState })
  | (Common & { readonly flow: 'data-deletion'; readonly state: DataDeletionState });

/** A chat in which nothing was said. */
export function initialConversation(): ConversationState {
  return { flow: 'reception', version: 1, locale: null, isLocaleChosen: false, offered: [], state: { name: 'quiet' } };
}

/** True when nothing needs to be stored. */
export function isQuiet(conversation: ConversationState): boolean {
  return (
    conversation.flow === 'reception' &&
    conversation.state.name === 'quiet' &&
    conversation.locale === null &&
    conversation.offered.length === 0
  );
}

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === 'string';
const isTextOrNull: Check = (value) => value === null || isText(value);
const named = { requestId: isText, reference: isText };

const receptionShapes: Readonly<Record<ReceptionState['name'], Readonly<Record<string, Check>>>> = {
  quiet: {},
  greeted: { at: isText },
};
const deletionShapes: Readonly<Record<DataDeletionStateName, Readonly<Record<string, Check>>>> = {
  intent_shown: {},
  opening: {
    earlier: (value) => value === null || (isRecord(value) && isText(value['requestId']) && isText(value['reference'])),
  },
  calling_off: { because: isText },
  sending_code: named,
  code_sent: { ...named, channel: isText, digits: (value) => typeof value === 'number', expiresAt: isText },
  code_needed: { ...named, reason: isText, retryAt: isTextOrNull },
  number_needed: named,
  code_locked: { ...named, until: isText },
  running: { ...named, startsAt: isTextOrNull },
  cancelling: { ...named, because: isText },
};

/** Takes a stored conversation back. What is not of this version and shape starts again, keeping a language it can read. */
export function restoreConversation(stored: unknown): ConversationState {
  if (!isRecord(stored)) return initialConversation();
  const locale = typeof stored['locale'] === 'string' && isLocale(stored['locale']) ? stored['locale'] : null;
  const fresh = initialConversation();
  if (stored['version'] !== 1 || !isRecord(stored['state'])) return fresh;
  const offered: unknown = stored['offered'];
  const common = {
    version: 1,
    locale,
    isLocaleChosen: locale !== null && stored['isLocaleChosen'] === true,
    offered: Array.isArray(offered) ? offered.filter((one): one is string => typeof one === 'string') : [],
  } as const;
  const { state } = stored;
  if (stored['flow'] === 'reception' && fits(state, receptionShapes)) {
    return { flow: 'reception', ...common, state: state as unknown as ReceptionState };
  }
  if (stored['flow'] === 'data-deletion' && fits(state, deletionShapes)) {
    return { flow: 'data-deletion', ...common, state: state as unknown as DataDeletionState };
  }
  return fresh;
}

function fits(
  state: Readonly<Record<string, unknown>>,
  shapes: Readonly<Record<string, Readonly<Record<string, Check>>>>,
): boolean {
  const name = state['name'];
  if (typeof name !== 'string' || !Object.hasOwn(shapes, name)) return false;
  return Object.entries(shapes[name] ?? {}).every(([field, check]) => check(state[field]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
