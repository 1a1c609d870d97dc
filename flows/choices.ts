import { type Button, type OutboundMessage } from '../src/domain/outbound.ts';
import { type Instant } from '../src/domain/instant.ts';
import { isLocale, type Locale } from '../src/domain/locale.ts';

/** Ids of every button and row the flows send, but those of days (`choiceOfDay`). Namespaced; they come back from the client, so they are only ever looked up. */
export const choiceIds = [
  'menu.delete',
  'menu.human',
  'menu.help',
  'menu.language',
  'menu.status',
  'menu.stop',
  'menu.rights',
  'menu.access',
  'menu.opt-ins',
  'menu.part',
  'menu.correct',
  'menu.restrict',
  'menu.start',
  'fix.name',
  'fix.email',
  'fix.other',
  'part.media',
  'part.opt-ins',
  'part.month',
  'part.year',
  'ask.me',
  'ask.other',
  'ask.skip',
  'dd.confirm',
  'dd.cancel',
  'dd.resend',
  'dd.not-me',
  'dd.slow',
  'lang.en',
  'lang.fr',
  'lang.ar',
  'lang.es',
  'lang.pt',
] as const;
export type ChoiceId = (typeof choiceIds)[number];

/** Payload of the quick reply "I didn't request a code" of authentication templates. Source: Meta, authentication templates. */
export const didNotRequestCode = 'DID_NOT_REQUEST_CODE';

/** Turns an id from the client into one of ours; `null` when it is not. */
export function readChoice(id: unknown): ChoiceId | null {
  if (id === didNotRequestCode) return 'dd.not-me';
  return choiceIds.find((known) => known === id) ?? null;
}

/** The language of a row of the language list. */
export function languageOf(id: ChoiceId): Locale | null {
  const name = id.startsWith('lang.') ? id.slice('lang.'.length) : '';
  return isLocale(name) ? name : null;
}

const dateChoice = /^date\.(\d{4}-\d{2}-\d{2})$/;

/** Id of the button that stands for a day (UTC). */
export function choiceOfDay(day: Instant): string {
  return `date.${day.slice(0, 10)}`;
}

/** What such a button says, as `2023-05-03`; it comes from the client, so it may be no day at all. `null`: it is another. */
export function dayChosen(id: unknown): string | null {
  return typeof id === 'string' ? (dateChoice.exec(id)?.[1] ?? null) : null;
}

/** A body with one to three buttons. */
export function withButtons(body: string, buttons: readonly Button[]): OutboundMessage {
  return buttons.length === 0 ? { kind: 'text', body } : { kind: 'buttons', body, buttons: buttons.slice(0, 3) };
}

/** Ids that a message offers, in the order shown; empty for plain text. */
export function offeredBy(message: OutboundMessage): readonly string[] {
  if (message.kind === 'buttons') return message.buttons.map(({ id }) => id);
  return message.kind === 'list' ? message.rows.map(({ id }) => id) : [];
}
