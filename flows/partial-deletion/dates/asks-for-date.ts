import { dayChosen } from '../../choices.ts';
import { type ConversationState } from '../../conversation.ts';

/** Whether a date would be an answer: to how old it must be, to which of two was meant, or in place of the one that was read back. */
export function asksForDate({ offered, ...chat }: ConversationState): boolean {
  if (offered.some((id) => id === 'part.month' || dayChosen(id) !== null)) return true;
  return chat.flow === 'data-deletion' && chat.state.name === 'intent_shown' && chat.part?.kind === 'before';
}
