import { type ConversationState } from './conversation.ts';
import { type Heard, type Wish } from './heard.ts';

/** What every list of ours leads to, and what may be typed while one is open. */
const commands: readonly Wish[] = ['restrict', 'help', 'human', 'language-list', 'rights', 'status', 'erase-part'];

/**
 * Alongside another app: whether choices of ours are the last that was said, so that a word, a number or a date may be meant for us.
 * One button alone asks nothing that is typed: it is tapped, or not.
 */
export function isOpenAlongside({ flow, offered }: ConversationState): boolean {
  return flow === 'reception' && offered.length > 1;
}

/**
 * Alongside another app: whether a command is ours to answer. A tap is, however late: our choices stand under our own messages alone. A word
 * is while they are open; else HELP or STATUS is said to that app, and only an objection or a reference of ours is heard.
 */
export function isHeardAlongside(heard: Extract<Heard, { kind: 'wish' }>, from: ConversationState): boolean {
  if (heard.wish === 'stop' || heard.wish === 'start') return true;
  if (heard.wish === 'status' && heard.reference !== null) return true;
  return commands.includes(heard.wish) && (heard.isTap || isOpenAlongside(from));
}
