import { type ConversationState } from '../../conversation.ts';

/** Whether a date would be an answer: to how old it must be, or in place of the one that was read back. */
export function asksForDate({ offered, ...chat }: ConversationState): boolean {
  if (offered.includes('part.month')) return true;
  return chat.flow === 'data-deletion' && chat.state.name === 'intent_shown' && chat.part?.kind === 'before';
}
