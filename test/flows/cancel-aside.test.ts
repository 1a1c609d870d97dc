import { describe, expect, it } from '../support/jest.ts';
import { partTexts } from '../../flows/partial-deletion/texts/index.ts';
import {
  type Chat,
  asked,
  came,
  contextOf,
  given,
  idle,
  opened,
  reference,
  requestId,
  said,
  tap,
  text,
} from './given.ts';

const slowUntil = '2026-06-08T10:00:00.000Z';
const slow = { kind: 'code-not-issued', requestId, reason: 'no-channel', retryAt: null, slowUntil } as const;

/** Everything goes on Monday without a code: the person was promised that CANCEL stops it, on any day. */
function promised(mode: 'owner' | 'alongside'): Chat {
  const context = { ...contextOf({ mode }), isKnown: true };
  return given(context).when(text('DELETE'), tap('dd.confirm'), opened, came(slow));
}

describe.each(['owner', 'alongside'] as const)('an erasure that goes on without a code, as %s', (mode) => {
  it.each<[string, (chat: Chat) => Chat]>([
    ['nothing', (chat) => chat],
    ['a copy that is shown', (chat) => chat.when(tap('menu.access'))],
    ['a copy that is declined', (chat) => chat.when(tap('menu.access'), text('no'))],
    ['a copy that is left', (chat) => chat.when(tap('menu.access'), idle)],
    ['a part that is shown', (chat) => chat.when(tap('menu.part'), tap('part.media'))],
    ['a correction that is begun', (chat) => chat.when(tap('menu.correct'), tap('fix.name'))],
  ])('is taken back by CANCEL after %s', (_, turnAway) => {
    const wanted = asked(turnAway(promised(mode)).when(text('CANCEL')));
    expect(wanted).toHaveLength(1);
    expect(['cancel-request', 'cancel-open']).toContain(wanted[0]);
  });

  it('is said to be taken back; where none is open, nothing is said twice', () => {
    const stopped = promised(mode).when(tap('menu.access'), text('CANCEL'));
    expect(said(stopped)).toHaveLength(1);
    expect(said(stopped.when(came({ kind: 'nothing-open', isAside: true })))).toEqual([]);
    const matter = { right: 'erasure', part: null } as const;
    const outcome = { kind: 'open-cancelled', reference, matter, because: 'asked', isCancelled: true } as const;
    expect(said(stopped.when(came(outcome)))[0]).toContain('is cancelled');
  });
});

describe('alongside another app', () => {
  const chat = given(contextOf({ mode: 'alongside' }));

  it('CANCEL of somebody of whom nothing is stored is said to that app', () => {
    expect(chat.when(text('CANCEL')).effects).toEqual([]);
  });

  it('leaves nothing behind when somebody known had nothing open', () => {
    const known = given({ ...contextOf({ mode: 'alongside' }), isKnown: true }).when(text('CANCEL'));
    expect(asked(known)).toEqual(['cancel-open']);
    const { conversation, effects } = known.when(came({ kind: 'nothing-open', isAside: true }));
    expect(effects).toEqual([]);
    expect(conversation).toMatchObject({ flow: 'reception', locale: null, state: { name: 'quiet' } });
  });
});

describe('STATUS of what is done', () => {
  it.each(['en', 'fr', 'ar', 'es', 'pt'] as const)('says of a part that the rest is still there: %s', (locale) => {
    const found = { kind: 'status-found', right: 'erasure', reference, state: 'answered', dueAt: null } as const;
    const chat = given(contextOf({ defaultLocale: locale })).when(came(found));
    expect(said(chat)).toEqual([partTexts[locale].done({ reference })]);
  });
});
