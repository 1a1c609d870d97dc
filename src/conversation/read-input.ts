import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { type FlowInput } from '../../flows/flow.ts';
import { asksForDate } from '../../flows/partial-deletion/dates/asks-for-date.ts';
import { normalise } from '../../flows/intent/normalise.ts';
import { type ConversationState } from '../../flows/step.ts';
import { type MessageContent } from '../domain/inbound.ts';
import { readMessage, visibleText } from './read-message.ts';

/** One input of a step, and the code that was taken out of it. */
interface ReadInput {
  readonly input: FlowInput;
  readonly candidate: string | null;
}

/**
 * Reads a message as the answer to what was asked last. The number that was asked for is an outcome, as of an effect: WhatsApp's
 * answer to our own button, not the person's words. Where a phrase was asked for, its number alone is none. Where somebody writes
 * what is right, no code is awaited: digits are what they mean, an account number or a house number, and are left whole.
 */
export function readInput(state: ConversationState, content: MessageContent, digits: number): ReadInput {
  const isValue = state.flow === 'correction' && state.state.name === 'value_asked';
  if (isValue && content.kind === 'text') {
    const message = { kind: 'text', text: visibleText(content.text), hasCode: false } as const;
    return { input: { kind: 'message', message }, candidate: null };
  }
  const { message, candidate } = readMessage(content, digits, asksForDate(state));
  if (state.flow !== 'data-deletion' && state.flow !== 'data-access')
    return { input: { kind: 'message', message }, candidate };
  const asked = state.state;
  // Whoever chose to wait may share it after all.
  const isWanted = asked.name === 'number_needed' || (asked.name === 'code_locked' && asked.because === 'no-number');
  if (isWanted && content.kind === 'contacts' && content.isOwnNumber && content.phones.length > 0) {
    return { input: { kind: 'outcome', outcome: { kind: 'number-shared' } }, candidate: null };
  }
  const isPhrase = asked.name === 'code_sent' && asked.channel === 'phrase';
  if (isPhrase && message.kind === 'text' && !holdsPhrase(message.text)) {
    return { input: { kind: 'message', message: { ...message, hasCode: false } }, candidate: null };
  }
  return { input: { kind: 'message', message }, candidate };
}

const phrases = Object.values(deletionTexts).map(({ phraseWords }) => plain(phraseWords));

/** In any of the languages: the chat may have changed its own since. */
function holdsPhrase(text: string): boolean {
  const said = plain(text);
  return phrases.some((phrase) => said.includes(phrase));
}

function plain(text: string): string {
  return normalise(text).replace(/\s+/g, ' ').trim();
}
