import { type Locale } from '../../src/domain/locale.ts';
import { type Outcome } from '../../flows/outcome.ts';
import { type FlowEffect } from '../../flows/effect.ts';
import { type FlowContext, type FlowInput, type ReadableMessage } from '../../flows/flow.ts';
import { type ConversationState, initialConversation, step } from '../../flows/step.ts';

export const now = '2026-06-01T10:00:00.000Z';
export const requestId = 'request-1';
export const reference = 'ER-0000-0000-0000';

/** A fictional shop: six kinds go, one stays. */
export function contextOf(
  change: Partial<FlowContext['tenant']> & { readonly now?: string; readonly objectionHours?: number } = {},
): FlowContext {
  const { now: at, objectionHours, ...tenant } = change;
  const goes = (lines: readonly string[]): readonly string[] => lines;
  return {
    now: at ?? now,
    tenant: {
      name: 'Café Lumière',
      mode: 'owner',
      locales: ['en', 'fr', 'ar', 'es', 'pt'],
      defaultLocale: 'en',
      hasHuman: true,
      contact: null,
      ...tenant,
    },
    preview: {
      goes: {
        en: goes(['Your contact card', 'The log of your messages', 'Your opt-ins']),
        fr: goes(['Votre fiche', 'Le journal de vos messages', 'Vos accords']),
        ar: goes(['بطاقتك', 'سجل رسائلك', 'موافقاتك']),
        es: goes(['Tu ficha', 'El registro de tus mensajes', 'Tus permisos']),
        pt: goes(['Seu cadastro', 'O registro das suas mensagens', 'Suas permissões']),
      },
      stays: [
        {
          store: 'invoices',
          what: { en: 'Invoices', fr: 'Factures', ar: 'الفواتير', es: 'Facturas', pt: 'Notas fiscais' },
          ground: 'legal_duty',
          keepsFrom: '2020-06-01T10:00:00.000Z',
          until: '2030-12-31T00:00:00.000Z',
        },
      ],
    },
    objectionHours: objectionHours ?? 0,
  };
}

export const text = (words: string, hasCode = false): FlowInput => ({
  kind: 'message',
  message: { kind: 'text', text: words, hasCode },
});
export const tap = (id: string, title = ''): FlowInput => ({ kind: 'message', message: { kind: 'choice', id, title } });
export const message = (readable: ReadableMessage): FlowInput => ({ kind: 'message', message: readable });
export const code = (): FlowInput => text('', true);
export const idle: FlowInput = { kind: 'timer', timer: 'idle' };
export const came = (outcome: Outcome): FlowInput => ({ kind: 'outcome', outcome });

export const opened = came({ kind: 'request-opened', requestId, reference });
export const issued = came({
  kind: 'code-issued',
  requestId,
  channel: 'template',
  digits: 6,
  expiresAt: '2026-06-01T10:10:00.000Z',
});
export const checked = (result: Extract<Outcome, { kind: 'code-checked' }>['result']): FlowInput =>
  came({ kind: 'code-checked', requestId, result });
export const notIssued = (
  reason: Extract<Outcome, { kind: 'code-not-issued' }>['reason'],
  retryAt: string | null = null,
): FlowInput => came({ kind: 'code-not-issued', requestId, reason, retryAt });
export const scheduled = (startsAt = now): FlowInput =>
  came({ kind: 'erasure-scheduled', requestId, reference, startsAt });
export const cancelled = came({ kind: 'request-cancelled', requestId });
export const over = came({ kind: 'request-over', requestId });
export const notCancellable = came({ kind: 'request-not-cancellable', requestId, reference });

/** What a chat came to: its state, and the effects of the last input. */
export interface Chat {
  readonly conversation: ConversationState;
  readonly effects: readonly FlowEffect[];
  readonly allEffects: readonly FlowEffect[];
  when: (...inputs: readonly FlowInput[]) => Chat;
  in: (context: FlowContext) => Chat;
}

/** Given a chat; `when` inputs come in, one step each. */
export function given(
  context: FlowContext = contextOf(),
  conversation: ConversationState = initialConversation(),
): Chat {
  return chat(context, conversation, [], []);
}

function chat(
  context: FlowContext,
  conversation: ConversationState,
  effects: readonly FlowEffect[],
  allEffects: readonly FlowEffect[],
): Chat {
  return {
    conversation,
    effects,
    allEffects,
    in: (other) => chat(other, conversation, effects, allEffects),
    when: (...inputs) =>
      inputs.reduce<Chat>(
        (before, input) => {
          const next = step(before.conversation, input, context);
          return chat(context, next.state, next.effects, [...before.allEffects, ...next.effects]);
        },
        chat(context, conversation, effects, allEffects),
      ),
  };
}

/** What the person reads, one string a message. */
export function said({ effects }: { readonly effects: readonly FlowEffect[] }): readonly string[] {
  return effects.flatMap((effect) =>
    effect.kind === 'reply' && 'body' in effect.message ? [effect.message.body] : [],
  );
}

/** Ids of the buttons or rows shown. */
export function offered({ effects }: { readonly effects: readonly FlowEffect[] }): readonly string[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'reply') return [];
    if (effect.message.kind === 'buttons') return effect.message.buttons.map(({ id }) => id);
    return effect.message.kind === 'list' ? effect.message.rows.map(({ id }) => id) : [];
  });
}

/** Kinds of what is asked for beside words. */
export function asked({ effects }: { readonly effects: readonly FlowEffect[] }): readonly string[] {
  return effects
    .filter(({ kind }) => kind !== 'reply' && kind !== 'set-timer' && kind !== 'clear-timer')
    .map(({ kind }) => kind);
}

export const nameOf = ({ conversation }: Chat): string => `${conversation.flow}/${conversation.state.name}`;

/** A chat in every state there is, by name. */
export function everyState(context: FlowContext = contextOf(), locale: Locale = 'en'): ReadonlyMap<string, Chat> {
  const words: Readonly<Record<Locale, string>> = {
    en: 'DELETE',
    fr: 'SUPPRIMER',
    ar: 'حذف',
    es: 'BORRAR',
    pt: 'EXCLUIR',
  };
  const shown = given(context).when(text(words[locale]));
  const opening = shown.when(tap('dd.confirm'));
  const sending = opening.when(opened);
  const sent = sending.when(issued);
  const later = '2026-06-01T15:00:00.000Z';
  const copyShown = given(context).when(tap('menu.access'));
  const copyOpening = copyShown.when(tap('dd.confirm'));
  const copySending = copyOpening.when(opened);
  const copySent = copySending.when(issued);
  const copies: readonly Chat[] = [
    copyShown,
    copyOpening,
    copyOpening.when(tap('dd.cancel')),
    copySending,
    copySent,
    copySending.when(notIssued('daily-limit', later)),
    copySending.when(notIssued('number-needed')),
    copySent.when(code(), checked({ name: 'locked', until: later })),
    copySent.when(code(), checked({ name: 'right' })),
    copySent.when(code(), checked({ name: 'right' }), over),
    copySent.when(tap('dd.cancel')),
  ];
  const chats: readonly Chat[] = [
    given(context),
    given(context).when(text('qwertz')),
    shown,
    opening,
    opening.when(tap('dd.cancel')),
    sending,
    sent,
    sending.when(notIssued('daily-limit', later)),
    sending.when(notIssued('number-needed')),
    sent.when(code(), checked({ name: 'locked', until: later })),
    sent.when(code(), checked({ name: 'right' })),
    sent.when(code(), checked({ name: 'right' }), over),
    sent.when(tap('dd.cancel')),
  ];
  const asksField = given(context).when(tap('menu.correct'));
  const asksValue = asksField.when(tap('fix.name'));
  const showsValue = asksValue.when(text('Ana Fictive'));
  const corrections = [asksField, asksValue, showsValue, showsValue.when(tap('dd.confirm'))];
  const asksWho = given({ ...context, tenant: { ...context.tenant, isOperator: true } }).when(text(words[locale]));
  const asksBusinesses = asksWho.when(tap('ask.me'));
  const asksMandate = asksWho.when(tap('ask.other'));
  const showsMandate = asksMandate.when(text('I am the mother of a fictional child'));
  const routeB = [
    asksWho,
    asksBusinesses,
    asksBusinesses.when(text('Made-Up Teas')),
    asksMandate,
    showsMandate,
    showsMandate.when(tap('dd.confirm')),
  ];
  return new Map([...chats, ...copies, ...corrections, ...routeB].map((one) => [nameOf(one), one]));
}
