import { type Instant } from '../src/domain/instant.ts';
import { type Locale } from '../src/domain/locale.ts';
import { type Ground } from '../src/domain/ground.ts';
import { type FlowEffect, type TimerName } from './effect.ts';
import { type Outcome } from './outcome.ts';

/**
 * What the person did, as a flow may see it. A typed code is taken out before (`hasCode`), with its digits blanked in `text`; where a
 * correction asks what is right none is awaited, and nothing is blanked.
 */
export type ReadableMessage =
  | { readonly kind: 'text'; readonly text: string; readonly hasCode: boolean }
  | { readonly kind: 'choice'; readonly id: string; readonly title: string }
  | { readonly kind: 'media'; readonly media: 'image' | 'video' | 'audio' | 'document' | 'sticker' }
  | { readonly kind: 'reaction' }
  | { readonly kind: 'other'; readonly type: string };

/** One input of a step. */
export type FlowInput =
  | { readonly kind: 'message'; readonly message: ReadableMessage }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'timer'; readonly timer: TimerName };

/** What a flow may know about the world. Plain values only: no clock, no chance, no I/O. */
export interface FlowContext {
  readonly now: Instant;
  readonly tenant: {
    readonly name: string;
    /** `alongside`: the flow stays silent unless a right is asked for. */
    readonly mode: 'owner' | 'alongside';
    readonly locales: readonly Locale[];
    readonly defaultLocale: Locale;
    /** Somebody at the business can be told. */
    readonly hasHuman: boolean;
    /** How a person reaches the business elsewhere, in its own words; `null`: not known. */
    readonly contact: string | null;
    /** The number of the operator itself: whoever asks to delete names the businesses (docs/route-b.md). */
    readonly isOperator?: boolean;
  };
  /** What erasing will do here: one line a store, in every locale (from the register), and what must stay. */
  readonly preview: {
    readonly goes: Readonly<Record<Locale, readonly string[]>>;
    readonly stays: readonly {
      /** Its name in the register. */
      readonly store: string;
      readonly what: Readonly<Record<Locale, string>>;
      readonly ground: Ground;
      /** What is older goes all the same. */
      readonly keepsFrom: Instant;
      readonly until: Instant;
    }[];
  };
  /** Hours the business may object before erasing starts (0: at once). */
  readonly objectionHours: number;
  /** Something of the person is stored: alongside another app only then may they have something open. */
  readonly isKnown?: boolean;
}

/** The result of one step: the next state and what to do, saved in one write. */
export interface Transition<State> {
  readonly state: State;
  readonly effects: readonly FlowEffect[];
}
