import { type CorrectionField } from '../../src/domain/correction.ts';
import { type Button, type OutboundMessage } from '../../src/domain/outbound.ts';
import { type FlowEffect } from '../effect.ts';
import { type Heard } from '../heard.ts';
import { type Outcome } from '../outcome.ts';
import { dayInWords } from '../phrasing.ts';
import { deletionTexts } from '../data-deletion/texts/index.ts';
import { cancelAside, reply, say, type Turn } from '../turn.ts';
import { type CorrectionState } from './state.ts';
import { correctionTexts } from './texts/index.ts';

/** Longer than this is a story: a human reads it better. Code points. */
const valueMax = 200;
const idle: FlowEffect = { kind: 'set-timer', timer: 'idle', afterMinutes: 30 };

/** What a step comes to. `state: null` ends the flow. */
export interface CorrectionMove {
  readonly state: CorrectionState | null;
  readonly effects: readonly FlowEffect[];
}

/** Asks what is wrong, or, when that was said, what is right. */
export function enterCorrection(field: CorrectionField | undefined, turn: Turn): CorrectionMove {
  if (field === undefined) return { state: { name: 'field_asked' }, effects: [reply(fieldList(turn)), idle] };
  const body = correctionTexts[turn.locale].ask[field];
  return { state: { name: 'value_asked', field }, effects: [say(body, cancelButton(turn)), idle] };
}

/**
 * One step: `words` is what was written, digits whole where what is right is asked for. Commands were answered before.
 */
export function moveCorrection(state: CorrectionState, heard: Heard, words: string | null, turn: Turn): CorrectionMove {
  const texts = correctionTexts[turn.locale];
  if (heard.kind === 'reaction') return { state, effects: [] };
  const wish = heard.kind === 'wish' ? heard.wish : null;
  if (wish === 'no') return { state: null, effects: [say(texts.stopped)] };
  if (wish === 'cancel' || wish === 'not-me') return { state: null, effects: [say(texts.stopped), cancelAside(wish)] };
  if (heard.kind === 'wish' && wish === 'correct') return enterCorrection(heard.field, turn);
  switch (state.name) {
    case 'field_asked':
      return { state, effects: [reply(fieldList(turn)), idle] };
    case 'value_asked':
      return takeValue(state, words, turn);
    case 'value_shown': {
      const { field, value } = state;
      const { locale } = turn;
      if (wish !== 'yes') return { state, effects: [...readBack(field, value, turn), idle] };
      return { state: { name: 'filing' }, effects: [{ kind: 'file-correction', field, value, locale }] };
    }
    case 'filing':
      return { state, effects: [say(deletionTexts[turn.locale].oneMoment)] };
  }
}

/** It was passed on: the person hears until when the business has to answer. */
export function afterFiling(outcome: Outcome, turn: Turn): readonly FlowEffect[] | null {
  if (outcome.kind !== 'correction-filed') return null;
  const { locale, businessName } = turn;
  const { reference, dueAt } = outcome;
  return [say(correctionTexts[locale].filed({ reference, businessName, day: dayInWords(locale, dueAt) }))];
}

/** The choices of a state, to be shown again under another answer. */
export function correctionButtons(state: CorrectionState, turn: Turn): readonly Button[] {
  return state.name === 'value_shown' ? confirmButtons(turn) : state.name === 'filing' ? [] : cancelButton(turn);
}

function takeValue({ field }: { readonly field: CorrectionField }, words: string | null, turn: Turn): CorrectionMove {
  const texts = correctionTexts[turn.locale];
  const value = (words ?? '').replace(/[\p{C}\s]+/gu, ' ').trim();
  const again = (body: string): CorrectionMove => ({
    state: { name: 'value_asked', field },
    effects: [say(body, cancelButton(turn)), idle],
  });
  if (value === '') return again(texts.ask[field]);
  if (Array.from(value).length > valueMax) return again(texts.tooLong);
  if (field === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value)) return again(texts.noEmail);
  return { state: { name: 'value_shown', field, value }, effects: [...readBack(field, value, turn), idle] };
}

function readBack(field: CorrectionField, value: string, turn: Turn): readonly FlowEffect[] {
  const { locale, businessName } = turn;
  return [say(correctionTexts[locale].readBack({ field, value, businessName }), confirmButtons(turn))];
}

function fieldList({ locale }: Turn): OutboundMessage {
  const { list } = correctionTexts[locale];
  const rows = [
    { id: 'fix.name', title: list.name },
    { id: 'fix.email', title: list.email },
    { id: 'fix.other', title: list.other },
  ];
  return { kind: 'list', body: list.body, button: list.button, rows };
}

function confirmButtons(turn: Turn): readonly Button[] {
  return [{ id: 'dd.confirm', title: correctionTexts[turn.locale].confirm }, ...cancelButton(turn)];
}

function cancelButton({ locale }: Turn): readonly Button[] {
  return [{ id: 'dd.cancel', title: deletionTexts[locale].labels.cancel }];
}
