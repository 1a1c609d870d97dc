import { describe, expect, it } from '@jest/globals';
import { initialConversation, isQuiet } from '../../flows/step.ts';
import {
  asked,
  came,
  type Chat,
  code,
  contextOf,
  given,
  idle,
  message,
  nameOf,
  offered,
  reference,
  said,
  tap,
  text,
} from './given.ts';

describe('alongside another app', () => {
  const context = contextOf({ mode: 'alongside' });

  it.each([
    'hello',
    'HELP',
    'HUMAN',
    'CANCEL',
    'STATUS',
    'français',
    'LANGUAGE',
    'where is my order',
    'delete my order',
    'please don’t delete my account',
    '1',
    'yes',
  ])('says and keeps nothing for what is that app’s: %#', (words) => {
    const chat = given(context).when(text(words));
    expect(chat.effects).toEqual([]);
    expect(chat.conversation).toEqual(initialConversation());
    expect(isQuiet(chat.conversation)).toBe(true);
  });

  it.each([
    message({ kind: 'media', media: 'audio' }),
    message({ kind: 'reaction' }),
    tap('buy-now', 'Buy'),
    code(),
    tap('lang.fr'),
    tap('menu.human'),
  ])('says nothing to a photo, a reaction, a foreign button or a number: %#', (input) =>
    expect(given(context).when(input)).toMatchObject({ effects: [], conversation: initialConversation() }),
  );

  it('serves the right, and keeps nothing once it is over', () => {
    const chat = given(context).when(text('supprimer mes données'));
    expect(nameOf(chat)).toBe('data-deletion/intent_shown');
    expect(chat.when(text('non')).conversation).toEqual(initialConversation());
    expect(chat.when(text('vous ouvrez à quelle heure ?'))).toMatchObject({ conversation: initialConversation() });
    expect(said(chat.when(text('vous ouvrez à quelle heure ?')))).toEqual([]);
  });

  it('records an objection, answers in its language, and keeps nothing', () => {
    const chat = given(context).when(text('plus de pub'));
    expect(chat.effects).toEqual([{ kind: 'record-objection', objects: true }]);
    const answered = chat.when(came({ kind: 'objection-recorded', objects: true }));
    expect(said(answered)[0]).toContain('publicité');
    expect(isQuiet(answered.conversation)).toBe(true);
  });

  it('offers a button for a question about erasing data', () => {
    const chat = given(context).when(text('how can I delete my data from your shop?'));
    expect(offered(chat)).toEqual(['menu.delete']);
    expect(isQuiet(chat.conversation)).toBe(true);
    expect(nameOf(chat.when(tap('menu.delete', 'Delete my data')))).toBe('data-deletion/intent_shown');
  });

  describe('the list of what may be deleted', () => {
    const listed = given(context).when(tap('menu.part'));
    const boundOf = ({ conversation }: Chat): unknown => 'part' in conversation && conversation.part;
    const set = { kind: 'set-timer', timer: 'idle', afterMinutes: 30 };
    const clear = { kind: 'clear-timer', timer: 'idle' };

    it('is shown to the tap on our own button, and waits half an hour for a date, a number or a tap', () => {
      expect([offered(listed).includes('part.month'), listed.effects.at(-1)]).toEqual([true, set]);
      expect(boundOf(listed.when(text('2023')))).toEqual({ kind: 'before', at: '2023-01-01T00:00:00.000Z' });
      expect(boundOf(listed.when(text('1')))).toEqual({ kind: 'media' });
      expect(listed.when(idle)).toMatchObject({ conversation: initialConversation(), effects: [] });
    });

    it('stays open while the date is asked for again', () => {
      const again = listed.when(text('03/05/2023'));
      expect(said(again)).toEqual([expect.stringMatching(/3 May 2023 or 5 March 2023/)]);
      expect(again.effects.at(-1)).toEqual(set);
      expect(boundOf(again.when(text('5 March 2023')))).toEqual({ kind: 'before', at: '2023-03-05T00:00:00.000Z' });
    });

    it.each([text('5 March 2023'), text('2'), tap('date.2023-03-05')])(
      'need not be shown: a date at the end of a wish is asked back, and the answer heard: %#',
      (answer) => {
        const either = given(context).when(text('delete my messages before 03/05/2023'));
        expect([said(either).length, either.effects.at(-1)]).toEqual([1, set]);
        expect(boundOf(either.when(answer))).toEqual({ kind: 'before', at: '2023-03-05T00:00:00.000Z' });
        expect(either.when(idle)).toMatchObject({ conversation: initialConversation(), effects: [] });
        const closed = either.when(text('where is my order'));
        expect(closed).toMatchObject({ conversation: initialConversation(), effects: [clear] });
      },
    );

    it('is closed by whatever else is said, which is that app’s, and a date then as well', () => {
      const closed = listed.when(text('where is my order'));
      expect(closed).toMatchObject({ conversation: initialConversation(), effects: [clear] });
      expect(closed.when(text('2023'))).toMatchObject({ conversation: initialConversation(), effects: [] });
      const other = listed.when(text(reference));
      expect([asked(other), other.effects.at(-1), offered(other)]).toEqual([['look-up-status'], clear, []]);
      expect(other.conversation.offered).toEqual([]);
      const stopped = given(context).when(text('DELETE'), tap('menu.part'), text('no'));
      expect([said(stopped).length, stopped.conversation]).toEqual([1, initialConversation()]);
    });
  });

  it('answers a reference', () => {
    expect(asked(given(context).when(text(reference)))).toEqual(['look-up-status']);
  });
});
