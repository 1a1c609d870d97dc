import { describe, expect, it } from '@jest/globals';
import { initialConversation, isQuiet } from '../../flows/step.ts';
import { asked, came, code, contextOf, given, message, nameOf, offered, reference, said, tap, text } from './given.ts';

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

  it('answers a reference', () => {
    expect(asked(given(context).when(text(reference)))).toEqual(['look-up-status']);
  });
});
