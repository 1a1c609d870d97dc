import { describe, expect, it } from '../support/jest.ts';
import {
  asked,
  cancelled,
  came,
  checked,
  code,
  contextOf,
  everyState,
  given,
  idle,
  issued,
  message,
  nameOf,
  notCancellable,
  notIssued,
  offered,
  opened,
  reference,
  requestId,
  said,
  scheduled,
  tap,
  text,
} from './given.ts';

const later = '2026-06-01T15:00:00.000Z';
const sent = given().when(text('DELETE'), tap('dd.confirm'), opened, issued);

describe('the whole path', () => {
  it.each([
    ['DELETE', 'yes', 'en', 'Café Lumière'],
    ['supprime mes données svp', 'oui', 'fr', 'Vos accords'],
    ['حذف', 'نعم', 'ar', 'موافقاتك'],
    ['borra mis datos', 'sí', 'es', 'Tus permisos'],
    ['apaga meus dados', 'sim', 'pt', 'Suas permissões'],
  ])('goes from the wish to the erasure in the language of the wish: %#', (wish, yes, locale, shown) => {
    const asks = given().when(text(wish));
    expect(said(asks)).toHaveLength(1);
    expect(said(asks)[0]).toContain(shown);
    expect(offered(asks)).toEqual(['dd.confirm', 'dd.cancel']);
    expect(asked(asks)).toEqual([]);
    const confirms = asks.when(text(yes));
    expect(confirms.effects).toContainEqual({ kind: 'open-request', matter: { right: 'erasure', part: null }, locale });
    const opens = confirms.when(opened);
    expect(opens.effects).toContainEqual({ kind: 'issue-code', requestId, right: 'erasure', locale });
    const waits = opens.when(issued);
    expect(offered(waits)).toEqual(['dd.resend', 'dd.cancel', 'dd.not-me']);
    const types = waits.when(code());
    expect(types.effects).toEqual([{ kind: 'check-code', requestId, right: 'erasure' }]);
    const right = types.when(checked({ name: 'right' }));
    expect(asked(right)).toEqual(['start-erasure']);
    const runs = right.when(scheduled());
    expect(said(runs)[0]).toContain(reference);
    expect(runs.conversation.locale).toBe(locale);
    expect(nameOf(runs)).toBe('data-deletion/running');
  });

  it('shows what stays and until when, and what is out of reach, before the code', () => {
    const [body] = said(given().when(text('DELETE')));
    for (const part of ['Invoices', '31 December 2030', 'your own phone', 'WhatsApp (Meta)', 'up to 30 days'])
      expect(body).toContain(part);
  });

  it('says the day, and how to cancel, when erasing starts later', () => {
    const [body] = said(sent.when(code(), checked({ name: 'right' }), scheduled('2026-06-04T10:00:00.000Z')));
    expect(body).toContain('4 June 2026');
    expect(body).toContain('CANCEL');
  });

  it('takes typed numbers for buttons, in Arabic digits too', () => {
    expect(nameOf(given().when(text('DELETE'), text('١')))).toBe('data-deletion/opening');
    expect(nameOf(given().when(text('DELETE'), text('2')))).toBe('reception/greeted');
    expect(asked(sent.when(text('1')))).toEqual(['open-request']);
  });

  it('does not say twice what a code in the chat says itself', () => {
    const issuedInChat = came({
      kind: 'code-issued',
      requestId,
      channel: 'chat',
      digits: 6,
      expiresAt: '2026-06-01T10:10:00.000Z',
    });
    const chat = given().when(text('DELETE'), text('yes'), opened, issuedInChat);
    expect(said(chat)).toEqual([]);
    expect(nameOf(chat)).toBe('data-deletion/code_sent');
  });
});

describe('a code that is not right', () => {
  it('says how many tries are left', () => {
    expect(said(sent.when(code(), checked({ name: 'wrong', triesLeft: 1 })))[0]).toContain('one more try');
  });

  it('counts even when a new one was asked for while it was being checked', () => {
    const needed = sent.when(code(), checked({ name: 'expired' }));
    const chat = needed.when(code(), tap('dd.resend'), checked({ name: 'right' }));
    expect(asked(chat)).toEqual(['start-erasure']);
    expect(asked(chat.when(opened, checked({ name: 'right' })))).toEqual([]);
  });

  it.each(['void', 'expired'] as const)('offers a new one when it is %s, and finds the request again', (name) => {
    const needed = sent.when(code(), checked({ name }));
    expect(offered(needed)).toContain('dd.resend');
    expect(asked(needed.when(tap('dd.resend')))).toEqual(['open-request']);
    expect(asked(needed.when(text('yes')))).toEqual(['open-request']);
  });

  it('is told to have run out only when the person writes', () => {
    const late = sent.in(contextOf({ now: '2026-06-01T10:11:00.000Z' }));
    expect(late.when({ kind: 'timer', timer: 'code' }).effects).toEqual([]);
    expect(said(late.when(text('hello')))[0]).toContain('run out');
  });

  it('locks with a time and without losing the request; after it a new code can be asked for', () => {
    const locked = sent.when(code(), checked({ name: 'locked', until: later }));
    expect(said(locked)[0]).toContain('5 hours');
    expect(said(locked)[0]).toContain(reference);
    expect(asked(locked.when(tap('dd.resend')))).toEqual([]);
    expect(locked.when(code()).allEffects.filter(({ kind }) => kind === 'check-code')).toHaveLength(1);
    expect(asked(locked.in(contextOf({ now: later })).when(tap('dd.resend')))).toEqual(['open-request']);
  });

  it('is asked for where none could be sent, each reason in its own words', () => {
    const sending = given().when(text('DELETE'), text('yes'), opened);
    const reasons = ['too-soon', 'daily-limit', 'no-channel', 'failed', 'unknown'] as const;
    const bodies = reasons.map((reason) => said(sending.when(notIssued(reason, later)))[0]);
    expect(new Set(bodies).size).toBe(reasons.length);
    expect(bodies[4]).toContain('may have been sent');
    expect(asked(sending.when(notIssued('unknown'), code()))).toEqual(['check-code']);
  });
});

describe('taking it back', () => {
  it('asks the request to be cancelled, and says so once it is', () => {
    const cancels = sent.when(text('CANCEL'));
    expect(cancels.effects).toContainEqual({ kind: 'cancel-request', requestId, because: 'asked' });
    expect(said(cancels.when(cancelled))[0]).toContain('Nothing was deleted');
    expect(nameOf(cancels.when(cancelled))).toBe('reception/greeted');
  });

  it('asks whether the request still stands before a new code goes out', () => {
    const again = sent.when(tap('dd.resend'));
    expect(asked(again)).toEqual(['open-request']);
    expect(asked(again.when(opened))).toEqual(['issue-code']);
  });

  it('knows the button of the code template', () => {
    expect(sent.when(tap('DID_NOT_REQUEST_CODE')).effects).toContainEqual({
      kind: 'cancel-request',
      requestId,
      because: 'not-me',
    });
  });

  it('starts nothing when the right code comes back after CANCEL', () => {
    expect(asked(sent.when(code(), text('CANCEL'), checked({ name: 'right' })))).toEqual([]);
  });

  it('cancels as soon as the request has an id when the person was faster', () => {
    const chat = given().when(text('DELETE'), text('yes'), text('CANCEL'), opened);
    expect(asked(chat)).toEqual(['cancel-request']);
  });

  it('says when it is too late', () => {
    const chat = sent.when(code(), checked({ name: 'right' }), scheduled(), text('CANCEL'), notCancellable);
    expect(said(chat)[0]).toContain('too late');
    expect(nameOf(chat)).toBe('data-deletion/running');
  });
});

describe('commands work in every state', () => {
  it.each([...everyState()])('%s', (_, chat) => {
    expect(said(chat.when(text('HELP')))[0]).toContain('STATUS');
    expect(asked(chat.when(text('HUMAN')))).toEqual(['tell-human']);
    expect(asked(chat.when(text('STATUS')))).toEqual(['look-up-status']);
    expect(chat.when(text(`status ${reference}`)).effects).toContainEqual({
      kind: 'look-up-status',
      requestId: null,
      reference,
    });
    expect(asked(chat.when(text('STOP')))).toEqual(['record-objection']);
    expect(chat.when(text('START')).effects).toContainEqual({ kind: 'record-objection', objects: false });
    expect(offered(chat.when(text('LANGUAGE')))).toHaveLength(5);
    expect(chat.when(text('LANGUAGE'), text('3')).conversation.locale).toBe('ar');
    const inFrench = chat.when(text('français'));
    expect(inFrench.conversation).toMatchObject({ locale: 'fr', isLocaleChosen: true });
    const isOver = chat.conversation.state.name === 'over';
    expect(inFrench.conversation.flow).toBe(isOver ? 'reception' : chat.conversation.flow);
    expect(
      said(
        chat.when(
          text('STATUS'),
          came({ kind: 'status-found', right: 'erasure', reference, state: 'erasing', dueAt: null }),
        ),
      )[0],
    ).toContain('being deleted now');
  });

  it('STOP in the middle of a deletion says that the deletion goes on', () => {
    const body = said(sent.when(text('STOP'), came({ kind: 'objection-recorded', objects: true })))[0];
    expect(body).toContain('deletion goes on');
  });
});

describe('the language', () => {
  it('of a word that two languages share is the one known, then the business’s', () => {
    expect(given(contextOf({ defaultLocale: 'pt' })).when(text('ELIMINAR')).conversation.locale).toBe('pt');
    expect(given(contextOf({ defaultLocale: 'es' })).when(text('ELIMINAR')).conversation.locale).toBe('es');
    expect(given().when(text('olá, bom dia'), text('ELIMINAR')).conversation.locale).toBe('pt');
  });

  it('stays as chosen, whatever word the advertisement told people to write', () => {
    expect(given().when(text('العربية'), text('DELETE')).conversation.locale).toBe('ar');
  });

  it('follows a wish stated in other words, and is kept inside the flow', () => {
    expect(given().when(text('hello'), text('supprimer mes données')).conversation.locale).toBe('fr');
    expect(given().when(text('supprimer'), text('yes')).conversation.locale).toBe('fr');
  });

  it('is one that the business speaks', () => {
    expect(
      given(contextOf({ locales: ['en', 'fr'], defaultLocale: 'fr' })).when(text('BORRAR')).conversation.locale,
    ).toBe(null);
  });
});

describe('reception', () => {
  it('offers, and does nothing else, for a wish inside other words', () => {
    const chat = given().when(text('I don’t want to delete the order'));
    expect(offered(chat)).toEqual(['menu.delete']);
    expect(asked(chat)).toEqual([]);
    expect(chat.conversation.flow).toBe('reception');
  });

  it('greets once, lets stickers and reactions be', () => {
    const greeted = given().when(text('good evening'));
    expect(offered(greeted)).toEqual(['menu.delete', 'menu.human', 'menu.rights']);
    expect(greeted.when(message({ kind: 'media', media: 'sticker' })).effects).toEqual([]);
    expect(greeted.when(message({ kind: 'reaction' })).effects).toEqual([]);
  });

  it('goes back silently after half an hour of nothing', () => {
    const chat = given().when(text('DELETE'));
    expect(chat.effects).toContainEqual({ kind: 'set-timer', timer: 'idle', afterMinutes: 30 });
    expect(said(chat.when(idle))).toEqual([]);
    expect(nameOf(chat.when(idle))).toBe('reception/quiet');
  });

  it('keeps the state and is kind when a photo comes in the middle', () => {
    const chat = given().when(text('DELETE'), message({ kind: 'media', media: 'image' }));
    expect(nameOf(chat)).toBe('data-deletion/intent_shown');
    expect(said(chat)[0]).toContain('only read text');
  });
});
