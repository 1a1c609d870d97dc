import { isWholeErasure } from '../../../src/domain/matter.ts';
import { type FlowEffect } from '../../effect.ts';
import { protectionTexts } from '../../protection/texts/index.ts';
import { type CodedTurn, reply, say } from '../../turn.ts';
import { slowButtons, textsOf } from '../words.ts';

/** Shows the button that shares the number, and says that it need not be, where that is so. */
export function askForNumber(turn: CodedTurn): FlowEffect {
  const { hint } = protectionTexts[turn.locale].withoutNumber;
  const body = textsOf(turn).numberNeeded;
  return reply({ kind: 'contact-request', body: mayGoWithout(turn) ? `${body}\n${hint}` : body });
}

/** Asks whether to wait a week instead. */
export function offerToWait(turn: CodedTurn): FlowEffect {
  return say(protectionTexts[turn.locale].withoutNumber.offer, slowButtons(turn.locale));
}

/** A copy, and a part, need a code (docs/risk.md). */
export function mayGoWithout({ matter }: CodedTurn): boolean {
  return isWholeErasure(matter);
}
