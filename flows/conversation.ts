import { correctionFields } from '../src/domain/correction.ts';
import { isLocale, type Locale } from '../src/domain/locale.ts';
import { type AccessPart, type AskedElsewhere, type ErasurePart, type Matter } from '../src/domain/matter.ts';
import { type CodedState, type CodedStateName } from './coded/state.ts';
import { type CorrectionState } from './correction/state.ts';
import { type FlowContext } from './flow.ts';
import { type RouteBState } from './route-b/state.ts';
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
  | (Common & { readonly flow: 'data-deletion'; readonly part: ErasurePart | null; readonly state: CodedState })
  | (Common & { readonly flow: 'data-access'; readonly part: AccessPart; readonly state: CodedState })
  | (Common & { readonly flow: 'correction'; readonly state: CorrectionState })
  | (Common & { readonly flow: 'route-b'; readonly state: RouteBState });

/** A chat in a request that a code confirms. */
export type CodedConversation = Extract<ConversationState, { readonly part: unknown }>;

/** True in a request that a code confirms. */
export function isCoded(conversation: ConversationState): conversation is CodedConversation {
  return conversation.flow === 'data-deletion' || conversation.flow === 'data-access';
}

/** The request whose end such a chat waits for, for as long as it takes; `null`: none. */
export function waitsFor(conversation: ConversationState): string | null {
  if (!isCoded(conversation)) return null;
  const { state } = conversation;
  return state.name === 'running' || state.name === 'code_locked' ? state.requestId : null;
}

/** What the request of such a chat is about. */
export function matterOf(conversation: CodedConversation): Matter {
  return conversation.flow === 'data-deletion'
    ? { right: 'erasure', part: conversation.part }
    : { right: 'access', part: conversation.part };
}

/** A chat in which nothing was said. */
export function initialConversation(): ConversationState {
  return { flow: 'reception', version: 1, locale: null, isLocaleChosen: false, offered: [], state: { name: 'quiet' } };
}

/** What a chat keeps from one flow to the next. */
export function commonOf({ version, locale, isLocaleChosen, offered }: ConversationState): Common {
  return { version, locale, isLocaleChosen, offered };
}

/** The chat once a flow is over. */
export function quietFrom(from: ConversationState): ConversationState {
  return { flow: 'reception', ...commonOf(from), state: { name: 'quiet' } };
}

/** Remembers in reception that something was said just now. */
export function greeted(from: ConversationState, { now }: FlowContext): ConversationState {
  return from.flow === 'reception' ? { ...from, state: { name: 'greeted', at: now } } : from;
}

/** True when the message that showed choices last showed this one alone. */
export function isOnlyOffer({ offered }: ConversationState, id: string): boolean {
  return offered.length === 1 && offered[0] === id;
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
const codedShapes: Readonly<Record<CodedStateName, Readonly<Record<string, Check>>>> = {
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
  over: named,
  cancelling: { ...named, because: isText },
};

const isField: Check = (value) => correctionFields.some((field) => field === value);
const correctionShapes: Readonly<Record<CorrectionState['name'], Readonly<Record<string, Check>>>> = {
  field_asked: {},
  value_asked: { field: isField },
  value_shown: { field: isField, value: isText },
  filing: {},
};

const isTexts: Check = (value) => Array.isArray(value) && value.length > 0 && value.every(isText);
const routeBShapes: Readonly<Record<RouteBState['name'], Readonly<Record<string, Check>>>> = {
  who_asked: {},
  businesses_asked: {},
  about_asked: { businesses: isTexts },
  mandate_asked: {},
  mandate_shown: { words: isText },
  passing_on: {},
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
  if (stored['flow'] === 'correction' && fits(state, correctionShapes)) {
    return { flow: 'correction', ...common, state: state as unknown as CorrectionState };
  }
  if (stored['flow'] === 'route-b' && fits(state, routeBShapes)) {
    return { flow: 'route-b', ...common, state: state as unknown as RouteBState };
  }
  if (!fits(state, codedShapes)) return fresh;
  const coded = { ...common, state: state as unknown as CodedState };
  const { part = null } = stored;
  if (stored['flow'] === 'data-deletion' && isErasurePart(part)) return { flow: 'data-deletion', ...coded, part };
  if (stored['flow'] === 'data-access' && (part === 'all' || part === 'opt-ins')) {
    return { flow: 'data-access', ...coded, part };
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

function isErasurePart(part: unknown): part is ErasurePart | null {
  if (part === null) return true;
  if (!isRecord(part)) return false;
  if (part['kind'] === 'elsewhere') return isAskedElsewhere(part['asked']);
  return part['kind'] === 'media' || part['kind'] === 'opt-ins' || (part['kind'] === 'before' && isText(part['at']));
}

function isAskedElsewhere(asked: unknown): asked is AskedElsewhere {
  return isRecord(asked) && isTexts(asked['businesses']) && isTextOrNull(asked['about']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
