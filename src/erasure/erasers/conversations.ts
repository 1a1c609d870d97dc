import { type Eraser } from '../eraser.ts';
import { createPersonBoundEraser, type PersonBoundRows } from '../person-bound-eraser.ts';

/** Erases the bot's own chats: state and outbox. @param rows `conversations`. */
export function createConversationsEraser(rows: PersonBoundRows): Eraser {
  return createPersonBoundEraser({ store: 'conversations', covers: ['conversations'], texts: null, rows });
}
