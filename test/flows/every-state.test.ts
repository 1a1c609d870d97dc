import { describe, expect, it } from '../support/jest.ts';
import { type FlowInput } from '../../flows/flow.ts';
import { type ConversationState, initialConversation, step } from '../../flows/step.ts';
import {
  asked,
  cancelled,
  checked,
  code,
  contextOf,
  came,
  everyState,
  given,
  idle,
  issued,
  message,
  notCancellable,
  notIssued,
  opened,
  over,
  reference,
  requestId,
  said,
  scheduled,
  tap,
  text,
} from './given.ts';

const later = '2026-06-01T15:00:00.000Z';

/** Every kind of input there is. `isQuiet`: the person said nothing that wants an answer. */
const inputs: Readonly<Record<string, { readonly input: FlowInput; readonly isQuiet?: true }>> = {
  'a wish to delete': { input: text('DELETE') },
  'a cancel': { input: text('CANCEL') },
  'a yes': { input: text('yes') },
  'a no': { input: text('no') },
  'a status': { input: text('STATUS') },
  'a status with reference': { input: text(`status ${reference}`) },
  'a bad reference': { input: text('status ER-12') },
  'a help': { input: text('HELP') },
  'a call for people': { input: text('HUMAN') },
  'a language list': { input: text('LANGUAGE') },
  'a language': { input: text('français') },
  'a stop': { input: text('STOP') },
  'a start': { input: text('START') },
  'a code': { input: code() },
  'a not-me': { input: tap('DID_NOT_REQUEST_CODE') },
  'other words': { input: text('two coffees please, and the bill') },
  'nothing at all': { input: text('') },
  'a typed one': { input: text('1') },
  'a typed nine': { input: text('9') },
  'a confirm button': { input: tap('dd.confirm') },
  'a cancel button': { input: tap('dd.cancel') },
  'a resend button': { input: tap('dd.resend') },
  'a wish to wait instead': { input: tap('dd.slow') },
  'a week begun': { input: notIssued('no-number'), isQuiet: true },
  'a menu button': { input: tap('menu.delete') },
  'a wish for a copy': { input: tap('menu.access') },
  'a wish to see consents': { input: tap('menu.opt-ins') },
  'a wish for a part': { input: tap('menu.part') },
  'a part': { input: tap('part.year') },
  'a wish to correct': { input: tap('menu.correct') },
  'a field to correct': { input: tap('fix.email') },
  'a wish to freeze': { input: tap('menu.restrict') },
  'every right': { input: tap('menu.rights') },
  'a language row': { input: tap('lang.ar') },
  'a foreign button': { input: tap('{"$gt":""}', '{"$gt":""}') },
  'a photo': { input: message({ kind: 'media', media: 'image' }) },
  'a voice note': { input: message({ kind: 'media', media: 'audio' }) },
  'a sticker': { input: message({ kind: 'media', media: 'sticker' }), isQuiet: true },
  'an order': { input: message({ kind: 'other', type: 'order' }) },
  'a reaction': { input: message({ kind: 'reaction' }), isQuiet: true },
  'a request opened': { input: opened, isQuiet: true },
  'a code issued': { input: issued, isQuiet: true },
  'a code not issued': { input: notIssued('unknown'), isQuiet: true },
  'a lock': { input: notIssued('locked', later), isQuiet: true },
  'a right code': { input: checked({ name: 'right' }), isQuiet: true },
  'a wrong code': { input: checked({ name: 'wrong', triesLeft: 2 }), isQuiet: true },
  'a void code': { input: checked({ name: 'void' }), isQuiet: true },
  'an expired code': { input: checked({ name: 'expired' }), isQuiet: true },
  'a locked check': { input: checked({ name: 'locked', until: later }), isQuiet: true },
  'a cancelled request': { input: cancelled, isQuiet: true },
  'an end that nobody told of': { input: over, isQuiet: true },
  'a cancel too late': { input: notCancellable, isQuiet: true },
  'a schedule': { input: scheduled(), isQuiet: true },
  'another request in the way': {
    input: came({ kind: 'request-busy', reference, matter: { right: 'erasure', part: null } }),
    isQuiet: true,
  },
  'a copy withheld': { input: came({ kind: 'copy-withheld', until: later }), isQuiet: true },
  'a status found': {
    input: came({ kind: 'status-found', right: 'erasure', reference, state: 'erasing', dueAt: later }),
  },
  'a freeze recorded': { input: came({ kind: 'restriction-recorded', restricts: true }) },
  'a correction filed': { input: came({ kind: 'correction-filed', reference, dueAt: later }), isQuiet: true },
  'a correction found': {
    input: came({ kind: 'correction-found', reference, state: 'asked', reason: null, dueAt: later }),
  },
  'a hand-over': {
    input: came({ kind: 'handed-over', requestId, asked: [{ words: 'Made-Up Teas', reference }], dueAt: later }),
    isQuiet: true,
  },
  'something taken back': {
    input: came({
      kind: 'asked-taken-back',
      requestId: null,
      because: 'asked',
      asked: [{ words: 'Made-Up Teas', reference, end: 'told' }],
    }),
  },
  'a mandate passed on': {
    input: came({ kind: 'mandate-passed', passed: { reference, dueAt: later } }),
    isQuiet: true,
  },
  'something answered': { input: came({ kind: 'relay-found', to: 'answered', reference, dueAt: later }) },
  'something passed on': { input: came({ kind: 'relay-found', to: 'people', reference, dueAt: later }) },
  'a letter found': {
    input: came({ kind: 'letters-found', letters: [{ reference, right: 'erasure', receivedAt: later, dueAt: later }] }),
  },
  'for oneself': { input: tap('ask.me') },
  'for somebody else': { input: tap('ask.other') },
  'left out': { input: tap('ask.skip') },
  'a status unknown': { input: came({ kind: 'status-unknown' }) },
  'people told': { input: came({ kind: 'human-told', told: true }) },
  'an objection recorded': { input: came({ kind: 'objection-recorded', objects: true }) },
  'a shared number': { input: came({ kind: 'number-shared' }), isQuiet: true },
  'a changed identity': { input: came({ kind: 'identity-changed' }), isQuiet: true },
  'an idle timer': { input: idle, isQuiet: true },
  'a code timer': { input: { kind: 'timer', timer: 'code' }, isQuiet: true },
  'an input of tomorrow': { input: { kind: 'tomorrow' } as unknown as FlowInput, isQuiet: true },
};

const states = [...everyState()];

it('knows every state of every flow', () => {
  expect(states.map(([name]) => name)).toEqual([
    'reception/quiet',
    'reception/greeted',
    'data-deletion/intent_shown',
    'data-deletion/opening',
    'data-deletion/calling_off',
    'data-deletion/sending_code',
    'data-deletion/code_sent',
    'data-deletion/code_needed',
    'data-deletion/number_needed',
    'data-deletion/code_locked',
    'data-deletion/running',
    'data-deletion/over',
    'data-deletion/cancelling',
    'data-access/intent_shown',
    'data-access/opening',
    'data-access/calling_off',
    'data-access/sending_code',
    'data-access/code_sent',
    'data-access/code_needed',
    'data-access/number_needed',
    'data-access/code_locked',
    'data-access/running',
    'data-access/over',
    'data-access/cancelling',
    'correction/field_asked',
    'correction/value_asked',
    'correction/value_shown',
    'correction/filing',
    'route-b/who_asked',
    'route-b/businesses_asked',
    'route-b/about_asked',
    'route-b/mandate_asked',
    'route-b/mandate_shown',
    'route-b/passing_on',
  ]);
});

describe.each(states)('in %s', (_, chat) => {
  describe.each(['owner', 'alongside'] as const)('as %s', (mode) => {
    it.each(Object.entries(inputs))(
      '%s is answered, or wants no answer; nothing is changed in place; the state is JSON',
      (__, { input, isQuiet }) => {
        const before = freeze(structuredClone(chat.conversation));
        const { state, effects } = step(before, freeze(structuredClone(input)), freeze(contextOf({ mode })));
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        expect(JSON.parse(JSON.stringify(effects))).toEqual(effects);
        if (mode === 'owner' && isQuiet !== true)
          expect([...said({ effects }), ...asked({ effects })].join('')).not.toBe('');
        expect(said({ effects }).length).toBeLessThanOrEqual(1);
      },
    );
  });
});

describe('what was stored by another version or by nobody', () => {
  it.each([
    [null],
    [undefined],
    ['text'],
    [[]],
    [{}],
    [{ ...initialConversation(), version: 2 }],
    [{ ...initialConversation(), flow: 'tomorrow' }],
    [{ ...initialConversation(), state: null }],
    [{ ...initialConversation(), state: { name: '__proto__' } }],
    [{ ...initialConversation(), flow: 'data-deletion', state: { name: 'code_sent', requestId: { $gt: '' } } }],
    [{ ...initialConversation(), flow: 'data-deletion', state: { name: 'constructor' } }],
  ])('starts again at reception: %#', (stored) => {
    const { state } = step(stored as unknown as ConversationState, text('hello'), contextOf());
    expect(state).toMatchObject({ flow: 'reception', version: 1, state: { name: 'greeted' } });
    expect(
      given(contextOf(), stored as unknown as ConversationState).when(text('DELETE')).conversation.state.name,
    ).toBe('intent_shown');
  });
});

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
