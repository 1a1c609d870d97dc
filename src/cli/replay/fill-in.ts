import { createHmac } from 'node:crypto';

import { choiceIds } from '../../../flows/choices.ts';
import { type ShownMessage } from './chat-window.ts';

/** What a payload's placeholders become. */
export interface Filling {
  /** Milliseconds since the Unix epoch; `{{now}}` is in seconds, as Meta's timestamps are. */
  readonly now: number;
  /** What the person was shown so far, oldest first. Empty without a chat window. */
  readonly shown: readonly ShownMessage[];
}

/** True when a payload waits for the code that the person is sent. */
export function needsCode(text: string): boolean {
  return text.includes('{{code}}');
}

/**
 * Replaces `{{now}}`, `{{code}}` (the last one the person was sent) and `{{button:NAME}}` (the last button shown whose id
 * ends with it, else the product's own). `null` when a code is needed and none was seen.
 */
export function fillIn(text: string, { now, shown }: Filling): string | null {
  const code = shown.findLast((message) => message.code !== null)?.code;
  if (needsCode(text) && (code === undefined || code === null)) return null;
  const buttonIds = shown.toReversed().flatMap(({ buttons }) => buttons.map(({ id }) => id));
  return text
    .replaceAll('{{now}}', String(Math.floor(now / 1000)))
    .replaceAll('{{code}}', code ?? '')
    .replaceAll(/\{\{button:([a-z-]+)\}\}/g, (_whole, name: string) => {
      const id = [...buttonIds, ...choiceIds].find((one) => one === name || one.endsWith(`.${name}`));
      return JSON.stringify(id ?? name).slice(1, -1);
    });
}

/**
 * Gives every message id in a payload a new value, the same for the same id within a run, so that what was replayed before
 * is not taken for a repetition. A wamid keeps its shape: base64, with the number in front.
 */
export function freshen(text: string, runId: string): string {
  return text.replaceAll(/wamid\.((?:[A-Za-z0-9+/=_-]|\\\/)+)/g, (_whole, escaped: string) => {
    const bytes = Buffer.from(escaped.replaceAll('\\', ''), 'base64');
    const random = createHmac('sha256', runId).update(bytes).digest('hex').slice(0, 16).toUpperCase();
    const kept = bytes.subarray(0, Math.max(0, bytes.length - random.length - 1));
    return `wamid.${Buffer.concat([kept, Buffer.from(`${random}\0`, 'latin1')]).toString('base64')}`;
  });
}
