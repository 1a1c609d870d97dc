import { showCopy } from '../data-access/preview.ts';
import { showErasure } from '../data-deletion/preview.ts';
import { showPart } from '../partial-deletion/preview.ts';
import { showStatement } from '../route-b/preview.ts';
import { type FlowEffect } from '../effect.ts';
import { type CodedTurn } from '../turn.ts';
import { intentButtons } from './words.ts';

/** Says what will happen, before any code, and asks. */
export function showIntent(turn: CodedTurn): readonly FlowEffect[] {
  const { matter } = turn;
  const buttons = intentButtons(turn);
  if (matter.right === 'access') return showCopy(turn, matter.part, buttons);
  if (matter.part?.kind === 'elsewhere') return showStatement(turn, matter.part.asked, buttons);
  return matter.part === null ? showErasure(turn, buttons) : showPart(turn, matter.part, buttons);
}
