import { type Instant, toMilliseconds } from '../src/domain/instant.ts';
import { type Outcome } from './outcome.ts';
import { type FlowEffect } from './effect.ts';
import { type FlowContext } from './flow.ts';
import { type Wish } from './heard.ts';
import { languageList } from './language.ts';
import { partList, rightsList } from './lists.ts';
import { textsOf } from './coded/words.ts';
import { dayInWords, isolate } from './phrasing.ts';
import { takenBack } from './route-b/taken-back.ts';
import { routeBTexts } from './route-b/texts/index.ts';
import { protectionTexts } from './protection/texts/index.ts';
import { correctionTexts } from './correction/texts/index.ts';
import { standingInWords } from './standing.ts';
import { menuButtons } from './reception/texts/texts.ts';
import { receptionTexts } from './reception/texts/index.ts';
import { type Button } from '../src/domain/outbound.ts';
import { reply, say, type Turn } from './turn.ts';

/** Where a command is said: what may change its answer. */
export interface Place {
  /** The request of this chat, once it is open. */
  readonly requestId: string | null;
  /** A deletion is under way or asked for: `STOP` must not be mistaken for stopping it. */
  readonly isDeleting: boolean;
  /** The choices of the state, shown again under a help text; `null` in reception. */
  readonly buttons: readonly Button[] | null;
}

/**
 * Commands that mean the same in every state. Returns `null` for the rest, which the active flow understands.
 * `STOP` objects to marketing at once and without a code (GDPR 21(3)); it never stops a deletion, and says so.
 */
export function command(wish: Wish, reference: string | null, place: Place, turn: Turn): readonly FlowEffect[] | null {
  const { locale, context, businessName, contact } = turn;
  const texts = receptionTexts[locale];
  switch (wish) {
    case 'status':
      return [{ kind: 'look-up-status', requestId: reference === null ? place.requestId : null, reference }];
    case 'help':
      return [
        say(
          texts.help({ businessName, human: humanOf(turn) }),
          place.buttons ?? menuButtons(texts, context.tenant.hasHuman),
        ),
      ];
    case 'human':
      return [context.tenant.hasHuman ? { kind: 'tell-human', locale } : say(texts.noHuman({ businessName, contact }))];
    case 'language-list':
      return [reply(languageList(locale, context))];
    case 'stop':
      return [{ kind: 'record-objection', objects: true }];
    case 'start':
      return [{ kind: 'record-objection', objects: false }];
    case 'restrict':
      return [{ kind: 'record-restriction' }];
    case 'rights':
      return [reply(rightsList(locale))];
    case 'erase-part':
      return [reply(partList(locale))];
    case 'cancel':
    case 'correct':
    case 'access':
    case 'opt-ins':
    case 'delete':
    case 'yes':
    case 'no':
    case 'not-me':
    case 'resend':
    case 'greeting':
    case 'code':
    case 'ask-me':
    case 'ask-other':
    case 'ask-skip':
    case 'slow':
      return null;
  }
}

/** Whether HUMAN brings a person into the chat, says how to reach one elsewhere, or neither. */
function humanOf({ context, contact }: Turn): 'here' | 'elsewhere' | null {
  if (context.tenant.hasHuman) return 'here';
  return contact === null ? null : 'elsewhere';
}

/** Answers what came of a command; `null` for outcomes of a flow's own effects. */
export function answerToCommand(outcome: Outcome, place: Place, turn: Turn): readonly FlowEffect[] | null {
  const { locale, businessName, contact } = turn;
  const texts = receptionTexts[locale];
  switch (outcome.kind) {
    case 'status-found':
      return [say(standingInWords(locale, outcome))];
    case 'correction-found':
      return [say(standingOfCorrection(outcome, turn))];
    case 'relay-found':
      return [say(standingOfPassedOn(outcome, turn))];
    case 'letters-found':
      return [standingOfLetters(outcome, place, turn)];
    case 'status-unknown':
      return [say(texts.statusUnknown, deleteButton(place, turn))];
    case 'human-told':
      return [say(outcome.told ? texts.humanTold({ businessName }) : texts.humanNotTold({ businessName, contact }))];
    case 'objection-recorded':
      return [afterObjection(outcome, place, turn)];
    case 'restriction-recorded': {
      const { restricted, unrestricted } = correctionTexts[locale];
      const adsAreStopped = outcome.adsAreStopped === true;
      const body = outcome.restricts ? restricted({ businessName }) : unrestricted({ businessName, adsAreStopped });
      return [say(body, place.buttons ?? [])];
    }
    case 'open-cancelled':
      return [say(afterCancelling(outcome, turn))];
    case 'asked-taken-back':
      // The chat that is waiting for it ends with it.
      return outcome.requestId !== null && outcome.requestId === place.requestId ? null : [takenBack(outcome, turn)];
    case 'nothing-open':
      return outcome.isAside === true ? [] : [nothingOpen(turn)];
    case 'correction-filed':
    case 'identity-changed':
    case 'number-shared':
    case 'request-opened':
    case 'request-busy':
    case 'copy-withheld':
    case 'code-issued':
    case 'code-not-issued':
    case 'code-checked':
    case 'request-cancelled':
    case 'request-over':
    case 'request-not-cancellable':
    case 'erasure-scheduled':
    case 'handed-over':
    case 'mandate-passed':
      return null;
    default:
      // An outcome of tomorrow.
      return null;
  }
}

function afterObjection(
  { objects, isHeldBack }: Extract<Outcome, { kind: 'objection-recorded' }>,
  place: Place,
  { locale, businessName }: Turn,
): FlowEffect {
  const texts = receptionTexts[locale];
  if (!objects) return say(texts[isHeldBack === true ? 'notStarted' : 'started']({ businessName }));
  const { isDeleting, buttons } = place;
  return say(texts.stopped({ businessName, isDeleting }), isDeleting ? (buttons ?? []) : []);
}

function nothingOpen({ locale, context }: Turn): FlowEffect {
  const texts = receptionTexts[locale];
  const isOwner = context.tenant.mode === 'owner';
  return say(texts.nothingToCancel, isOwner ? menuButtons(texts, context.tenant.hasHuman) : []);
}

function standingOfCorrection(
  { reference, state, reason, dueAt }: Extract<Outcome, { kind: 'correction-found' }>,
  { locale, businessName, context }: Turn,
): string {
  const texts = correctionTexts[locale];
  if (state === 'done') return texts.done({ reference, businessName });
  if (state === 'asked' && isOver(dueAt, context)) {
    return texts.late({ reference, businessName, complaint: protectionTexts[locale].complaint({ authority: null }) });
  }
  return state === 'refused' && reason !== null
    ? texts.refused({ reference, businessName, reason })
    : texts.waiting({ reference, businessName, day: dayInWords(locale, dueAt) });
}

/** How it stands is what is to be done: nothing goes on before the person asks here. */
function standingOfLetters(
  { letters }: Extract<Outcome, { kind: 'letters-found' }>,
  place: Place,
  turn: Turn,
): FlowEffect {
  const { locale, businessName, context } = turn;
  const texts = protectionTexts[locale];
  const each = letters.map(({ reference, right, receivedAt, dueAt }) => {
    const letter = texts.logged[right]({ businessName, day: dayInWords(locale, receivedAt) });
    return `${texts.loggedStanding({ reference, day: dayInWords(locale, dueAt) })}\n${letter}`;
  });
  const isLate = letters.some(({ dueAt }) => isOver(dueAt, context));
  const body = [...each, ...(isLate ? [texts.complaint({ authority: null })] : [])].join('\n\n');
  return say(body, letters.some(({ right }) => right === 'erasure') ? deleteButton(place, turn) : []);
}

function isOver(day: Instant, { now }: Pick<FlowContext, 'now'>): boolean {
  return toMilliseconds(day) <= toMilliseconds(now);
}

function deleteButton({ isDeleting }: Place, { locale }: Turn): readonly Button[] {
  return isDeleting ? [] : [{ id: 'menu.delete', title: receptionTexts[locale].labels.delete }];
}

const passedOnTexts = { business: 'nothingHeld', people: 'passedOn', answered: 'answered' } as const;

/** Once the day is over it is promised no more, and the person reads where to complain (GDPR 12(4)). */
function standingOfPassedOn(
  { to, reference, dueAt }: Extract<Outcome, { kind: 'relay-found' }>,
  { locale, context }: Turn,
): string {
  const isLate = to !== 'answered' && isOver(dueAt, context);
  const day = isLate ? '' : dayInWords(locale, dueAt);
  const body = routeBTexts[locale][passedOnTexts[to]]({ reference: isolate(reference), day });
  return isLate ? `${body}\n${protectionTexts[locale].complaint({ authority: null })}` : body;
}

function afterCancelling(
  { isCancelled, because, reference, matter }: Extract<Outcome, { kind: 'open-cancelled' }>,
  { locale }: Turn,
): string {
  const texts = textsOf({ locale, matter });
  if (!isCancelled) return texts.cannotCancel({ reference });
  return because === 'not-me' ? texts.cancelledNotMe({ reference }) : texts.cancelled({ reference });
}

/** True when an outcome of these effects is still to be answered in this chat. */
export function awaitsAnswer(effects: readonly FlowEffect[]): boolean {
  return effects.some(
    ({ kind }) =>
      kind === 'look-up-status' ||
      kind === 'cancel-open' ||
      kind === 'tell-human' ||
      kind === 'record-objection' ||
      kind === 'record-restriction' ||
      kind === 'file-correction' ||
      kind === 'pass-on-mandate',
  );
}
