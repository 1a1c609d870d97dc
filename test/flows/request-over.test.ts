import { describe, expect, it } from '../support/jest.ts';
import {
  asked,
  cancelled,
  came,
  checked,
  code,
  contextOf,
  given,
  idle,
  issued,
  message,
  nameOf,
  notCancellable,
  opened,
  over,
  requestId,
  said,
  scheduled,
  tap,
  text,
} from './given.ts';

const sent = given().when(text('DELETE'), tap('dd.confirm'), opened, issued);

describe('a request that ended while the chat waited for it', () => {
  const runs = sent.when(code(), checked({ name: 'right' }), scheduled());
  const ended = runs.when(over);
  const inADay = { kind: 'set-timer', timer: 'idle', afterMinutes: 1_440 };

  it('is no longer said to be under way: DELETE asks anew, other words are heard as at the beginning', () => {
    expect(said(ended)).toEqual([]);
    expect(nameOf(ended.when(text('DELETE')))).toBe('data-deletion/intent_shown');
    expect(nameOf(ended.when(tap('menu.access')))).toBe('data-access/intent_shown');
    expect(nameOf(ended.when(text('hello')))).toBe('reception/greeted');
    expect(asked(ended.when(text('CANCEL')))).toEqual(asked(given().when(text('CANCEL'))));
    for (const words of [
      'Yes, delete everything',
      'ok delete',
      'oui supprimez tout',
      'si, borrar todo',
      'yes',
      '1',
      'no',
    ]) {
      expect(nameOf(ended.when(text(words)))).toBe(nameOf(given().when(text(words))));
      expect(said(ended.when(text(words)))).toEqual(said(given().when(text(words))));
    }
  });

  it('can still be asked about', () => {
    const looked = ended.when(text('STATUS'));
    expect(looked.effects).toContainEqual({ kind: 'look-up-status', requestId, reference: null });
    expect(nameOf(looked)).toBe('data-deletion/over');
    expect(ended.when(message({ kind: 'reaction' })).conversation).toEqual(ended.conversation);
  });

  it('is forgotten after a day, also alongside another app', () => {
    expect(ended.effects).toEqual([inADay]);
    for (const mode of ['owner', 'alongside'] as const) {
      const state = ended.in(contextOf({ mode })).when(idle).conversation;
      expect(state).toMatchObject({ flow: 'reception', state: { name: 'quiet' } });
    }
  });

  it('is looked for once a day, whatever it is about and however it is confirmed', () => {
    const part = given().when(tap('menu.part'), tap('part.media'), tap('dd.confirm'), opened, issued);
    const later = '2026-06-04T10:00:00.000Z';
    const locked = {
      kind: 'code-not-issued',
      requestId,
      reason: 'no-channel',
      retryAt: null,
      slowUntil: later,
    } as const;
    const slow = given().when(text('DELETE'), tap('dd.confirm'), opened, came(locked));
    for (const waiting of [runs, part.when(code(), checked({ name: 'right' }), scheduled(later)), slow]) {
      expect(waiting.when(idle).effects).toEqual([inADay]);
      expect(waiting.when(idle).conversation).toEqual(waiting.conversation);
      expect(asked(waiting.when(idle, text('CANCEL')))).toEqual(['cancel-request']);
      expect(waiting.when(over).conversation.state.name).toBe('over');
    }
  });

  it('gives whoever cancels a day for the answer, however late they do', () => {
    expect(runs.when(text('CANCEL')).effects).toContainEqual(inADay);
  });

  it('is over for good: what was still on its way changes nothing', () => {
    for (const late of [scheduled(), cancelled, notCancellable, checked({ name: 'right' })])
      expect(ended.when(late)).toMatchObject({ conversation: ended.conversation, effects: [] });
  });

  it('is another one: nothing changes', () => {
    const other = came({ kind: 'request-over', requestId: 'request-2' });
    expect(runs.when(other).conversation).toEqual(runs.conversation);
  });
});
