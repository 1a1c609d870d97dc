import { type Button, type OutboundMessage } from '../src/domain/outbound.ts';
import { type Locale } from '../src/domain/locale.ts';
import { withButtons } from './choices.ts';
import { type FlowEffect } from './effect.ts';
import { type FlowContext } from './flow.ts';
import { oneLine, shortName } from './phrasing.ts';
import { type Matter } from '../src/domain/matter.ts';

/** What every state may look at while it answers: the world, and the language to answer in. */
export interface Turn {
  readonly locale: Locale;
  readonly context: FlowContext;
  readonly businessName: string;
  /** How the business is reached elsewhere, in one line; `null`: not known. */
  readonly contact: string | null;
}

/** A turn in a request that a code confirms. */
export interface CodedTurn extends Turn {
  readonly matter: Matter;
}

/** Sets up a turn. */
export function turnIn(locale: Locale, context: FlowContext): Turn {
  const contact = oneLine(context.tenant.contact ?? '');
  return { locale, context, businessName: shortName(context.tenant.name), contact: contact === '' ? null : contact };
}

/** Says a text, with buttons when there are any. */
export function say(body: string, buttons: readonly Button[] = []): FlowEffect {
  return { kind: 'reply', message: withButtons(body, buttons) };
}

/** Says a finished message. */
export function reply(message: OutboundMessage): FlowEffect {
  return { kind: 'reply', message };
}

/** Takes back whatever the person has open, which this chat may know nothing of. */
export function cancelOpen(wish: 'cancel' | 'not-me'): Extract<FlowEffect, { kind: 'cancel-open' }> {
  return { kind: 'cancel-open', because: wish === 'cancel' ? 'asked' : 'not-me' };
}

/**
 * CANCEL that stops what this chat was asking may be meant for an erasure that goes on by itself: an open one is taken back too, as
 * every reminder promises. Where there is none, nothing more is said.
 */
export function cancelAside(wish: 'cancel' | 'not-me'): FlowEffect {
  return { ...cancelOpen(wish), isAside: true };
}
