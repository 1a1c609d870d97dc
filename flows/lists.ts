import { type Locale } from '../src/domain/locale.ts';
import { type OutboundMessage } from '../src/domain/outbound.ts';
import { type ChoiceId } from './choices.ts';
import { receptionTexts } from './reception/texts/index.ts';

/** Every right on one list, each a tap away (GDPR 12(2): to make exercising them easy). */
export function rightsList(locale: Locale): OutboundMessage {
  const { labels, rights } = receptionTexts[locale];
  return listOf(rights, [
    ['menu.access', rights.access],
    ['menu.part', rights.part],
    ['menu.opt-ins', rights.consents],
    ['menu.correct', rights.correct],
    ['menu.restrict', rights.restrict],
    ['menu.stop', labels.stop],
    ['menu.status', labels.status],
    ['menu.language', labels.language],
    ['menu.help', labels.help],
  ]);
}

/** What of it: one step a message. `body`: what is said above it, where it is not the first time. */
export function partList(locale: Locale, body: string | null = null): OutboundMessage {
  const { parts } = receptionTexts[locale];
  return listOf({ ...parts, body: body ?? parts.body }, [
    ['part.media', parts.media],
    ['part.month', parts.month],
    ['part.year', parts.year],
    ['part.opt-ins', parts.consents],
  ]);
}

function listOf(
  { body, button }: { readonly body: string; readonly button: string },
  rows: readonly (readonly [ChoiceId, string])[],
): OutboundMessage {
  return { kind: 'list', body, button, rows: rows.map(([id, title]) => ({ id, title })) };
}
