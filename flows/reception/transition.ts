import { toMilliseconds } from '../../src/domain/instant.ts';
import { type FlowEffect } from '../effect.ts';
import { type Transition } from '../flow.ts';
import { type Heard } from '../heard.ts';
import { type Offer } from '../intent/offers.ts';
import { rightsList } from '../lists.ts';
import { cancelAside, cancelOpen, reply, say, type Turn } from '../turn.ts';
import { type ReceptionState } from './state.ts';
import { receptionTexts } from './texts/index.ts';
import { menuButtons, type ReceptionTexts } from './texts/texts.ts';

/** How long a sticker after an answer is let be. */
const restHours = 24;

/** Answers what is neither a command nor the start of a flow. Alongside another app it speaks only of rights. */
export function receive(state: ReceptionState, heard: Heard, turn: Turn): Transition<ReceptionState> {
  const effects = turn.context.tenant.mode === 'owner' ? answer(state, heard, turn) : answerAlongside(heard, turn);
  if (effects.length === 0) return { state, effects };
  return { state: { name: 'greeted', at: turn.context.now }, effects };
}

function answer(state: ReceptionState, heard: Heard, turn: Turn): readonly FlowEffect[] {
  const texts = receptionTexts[turn.locale];
  switch (heard.kind) {
    case 'reaction':
      return [];
    case 'unreadable':
      if (heard.what === 'sticker' && wasGreeted(state, turn)) return [];
      return menu(texts.cannotRead({ isVoice: heard.what === 'voice' }), texts, turn);
    case 'hint':
      return offer(heard.offers, texts, turn);
    case 'reference-unreadable':
      return [say(texts.referenceUnreadable)];
    case 'wish':
      return answerWish(heard.wish, heard.isTap, texts, turn);
    case 'words':
    case 'language':
    case 'foreign-choice':
      return menu(texts.menu(turn), texts, turn);
  }
}

function answerWish(wish: string, isTap: boolean, texts: ReceptionTexts, turn: Turn): readonly FlowEffect[] {
  if (wish === 'cancel' || wish === 'not-me') return [cancelOpen(wish)];
  if (wish === 'code') return menu(texts.codeNotExpected, texts, turn);
  return menu(isTap ? texts.oldButton : texts.menu(turn), texts, turn);
}

function answerAlongside(heard: Heard, turn: Turn): readonly FlowEffect[] {
  const texts = receptionTexts[turn.locale];
  if (heard.kind === 'hint' && (heard.isAboutData || heard.offers === 'stop')) return offer(heard.offers, texts, turn);
  if (heard.kind !== 'wish') return [];
  const { wish } = heard;
  // Typed it may be meant for that app, and for a reminder of ours that says to write it: only whoever is known can have one.
  const isCancel = wish === 'not-me' || wish === 'cancel';
  if (isCancel && !heard.isTap && turn.context.isKnown === true) return [cancelAside(wish)];
  // Only our own template and messages carry these ids, so somebody tapped something of ours.
  if (!heard.isTap) return [];
  if (isCancel) return [cancelOpen(wish)];
  return wish === 'yes' || wish === 'resend' ? offer('delete', texts, turn) : [];
}

function offer(offers: Offer, texts: ReceptionTexts, turn: Turn): readonly FlowEffect[] {
  if (offers !== 'delete' && offers !== 'stop') return [reply(rightsList(turn.locale))];
  return offers === 'stop'
    ? [say(texts.offerStop(turn), [{ id: 'menu.stop', title: texts.labels.stop }])]
    : [say(texts.offerDeletion(turn), [{ id: 'menu.delete', title: texts.labels.delete }])];
}

function menu(body: string, texts: ReceptionTexts, turn: Turn): readonly FlowEffect[] {
  return [say(body, menuButtons(texts, turn.context.tenant.hasHuman))];
}

function wasGreeted(state: ReceptionState, turn: Turn): boolean {
  if (state.name !== 'greeted') return false;
  return toMilliseconds(turn.context.now) - toMilliseconds(state.at) < restHours * 3_600_000;
}
