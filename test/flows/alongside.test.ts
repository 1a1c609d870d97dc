import { describe, expect, it } from '../support/jest.ts';
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

  describe('the list of rights', () => {
    const listed = given(context).when(text('part of my data'));
    const set = { kind: 'set-timer', timer: 'idle', afterMinutes: 30 };
    const clear = { kind: 'clear-timer', timer: 'idle' };
    const rows = offered(given(contextOf()).when(tap('menu.rights')));
    const notFound = came({ kind: 'status-unknown' });

    it('is ours: every row of it does what it does on a number of our own, tapped now or long after', () => {
      expect(offered(listed)).toEqual(rows);
      for (const row of rows) {
        const own = given(contextOf()).when(tap(row));
        for (const chat of [listed, listed.when(idle), given(context)].map((one) => one.when(tap(row)))) {
          expect({ row, asked: asked(chat), said: said(chat) }).toEqual({ row, asked: asked(own), said: said(own) });
        }
      }
    });

    it('is shown to the tap on the button below the help, and a person is told by the other', () => {
      expect(offered(given(context).when(tap('menu.rights')))).toEqual(rows);
      expect(asked(given(context).when(tap('menu.human')))).toEqual(['tell-human']);
    });

    it('waits half an hour for a number, the words of a row, or a command', () => {
      expect(listed.effects.at(-1)).toEqual(set);
      expect(asked(listed.when(text('5')))).toEqual(['record-restriction']);
      expect(asked(listed.when(text('Pause use of my data')))).toEqual(['record-restriction']);
      for (const words of ['7', 'My request', 'STATUS']) {
        expect(listed.when(text(words)).effects).toEqual([
          { kind: 'look-up-status', requestId: null, reference: null },
          clear,
        ]);
      }
      const helped = listed.when(text('HELP'));
      expect([offered(helped), helped.effects.at(-1)]).toEqual([['menu.delete', 'menu.human', 'menu.rights'], set]);
      const french = listed.when(tap('menu.language'), tap('lang.fr'));
      expect([said(french), french.effects.at(-1)]).toEqual([['C’est fait. Je vous écris en français.'], set]);
      expect(said(french.when(tap('menu.status'), notFound))[0]).toContain('Je ne trouve pas');
      expect(listed.when(idle)).toMatchObject({ conversation: initialConversation(), effects: [] });
    });

    it('is closed by an answer and by whatever is said to that app, and nothing is kept', () => {
      const ends = [
        listed.when(text('where is my order')),
        listed.when(text('5'), came({ kind: 'restriction-recorded', restricts: true })),
        listed.when(tap('menu.status'), notFound),
      ];
      for (const closed of ends) {
        expect(closed.conversation).toEqual(initialConversation());
        for (const words of ['STATUS', 'HELP', '5', 'pause', 'français']) {
          expect({ words, effects: closed.when(text(words)).effects }).toEqual({ words, effects: [] });
        }
      }
      expect(ends[0]?.effects).toEqual([clear]);
      expect(said(ends[1] ?? listed)).toHaveLength(1);
    });
  });

  it('answers a reference', () => {
    expect(asked(given(context).when(text(reference)))).toEqual(['look-up-status']);
  });
});
