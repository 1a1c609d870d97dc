import { type Locale, locales } from '../src/domain/locale.ts';
import { type OutboundMessage } from '../src/domain/outbound.ts';
import { type ConversationState } from './conversation.ts';
import { type FlowContext } from './flow.ts';
import { type Heard, type Wish } from './heard.ts';
import { languageNames } from './languages.ts';
import { receptionTexts } from './reception/texts/index.ts';

/** Languages that this business speaks; all when it named none. */
function spokenBy(context: FlowContext): readonly Locale[] {
  const own = locales.filter((locale) => context.tenant.locales.includes(locale));
  return own.length === 0 ? locales : own;
}

/**
 * The language to keep for this chat, or `null` while nothing shows it. A chosen language stays; a known one stays unless
 * a new wish is stated in other words; words shared by languages (`ELIMINAR`) follow the known one, then the business's.
 */
export function localeFor(
  conversation: ConversationState,
  heard: Heard,
  spoken: readonly Locale[],
  context: FlowContext,
): Locale | null {
  const { locale } = conversation;
  if (locale !== null && (conversation.isLocaleChosen || conversation.flow !== 'reception')) return locale;
  const candidates = spoken.filter((one) => spokenBy(context).includes(one));
  const [first] = candidates;
  if (first === undefined) return locale;
  if (locale !== null && (candidates.includes(locale) || !statesWish(heard))) return locale;
  return candidates.includes(context.tenant.defaultLocale) ? context.tenant.defaultLocale : first;
}

/** The list of languages, each by its own name. */
export function languageList(locale: Locale, context: FlowContext): OutboundMessage {
  const { body, button } = receptionTexts[locale].languageList;
  const rows = spokenBy(context).map((one) => ({ id: `lang.${one}`, title: languageNames[one] }));
  return { kind: 'list', body, button, rows };
}

function statesWish(heard: Heard): boolean {
  const silent: readonly Wish[] = ['greeting', 'yes', 'no', 'code', 'language-list'];
  return heard.kind === 'wish' && !heard.isTap && !silent.includes(heard.wish);
}
