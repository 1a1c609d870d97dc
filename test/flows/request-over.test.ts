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
  });

  it('can still be asked about', () => {
    const looked = ended.when(text('STATUS'));
    expect(looked.effects).toContainEqual({ kind: 'look-up-status', requestId, reference: null });
    expect(nameOf(looked)).toBe('data-deletion/over');
  });

  it('is forgotten after a day, also alongside another app', () => {
    expect(ended.effects).toEqual([inADay]);
    for (const mode of ['owner', 'alongside'] as const) {
      const state = ended.in(contextOf({ mode })).when(idle).conversation;
      expect(state).toMatchObject({ flow: 'reception', state: { name: 'quiet' } });
    }
  });

  it('is looked for once a day', () => {
    expect(runs.when(idle).effects).toEqual([inADay]);
    expect(nameOf(runs.when(idle))).toBe('data-deletion/running');
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
