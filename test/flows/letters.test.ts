import { expect, it } from '../support/jest.ts';

import { locales } from '../../src/domain/locale.ts';
import { asked, came, contextOf, given, offered, reference, said, tap, text } from './given.ts';

const receivedAt = '2026-04-01T12:00:00.000Z';
const letter = (right: 'erasure' | 'access', dueAt: string) => ({ reference, right, receivedAt, dueAt });
const later = '2099-05-01T12:00:00.000Z';

it.each(locales)('two late letters under the longest name say in %s what to write, and where to complain', (locale) => {
  const late = '2026-05-01T12:00:00.000Z';
  const context = contextOf({ name: 'M'.repeat(80), locales: [locale], defaultLocale: locale });
  const chat = given(context).when(text('STATUS'));
  const heard = chat.when(
    came({ kind: 'letters-found', letters: [letter('erasure', late), letter('access', '2026-05-02T12:00:00.000Z')] }),
  );
  expect(asked(chat)).toEqual(['look-up-status']);
  const [body = ''] = said(heard);
  expect(body.split(reference)).toHaveLength(3);
  expect(Array.from(body).length).toBeLessThanOrEqual(1024);
  const inTime = said(chat.when(came({ kind: 'letters-found', letters: [letter('erasure', later)] })))[0] ?? '';
  expect(inTime.split('\n\n')).toHaveLength(1);
  expect(body.split('\n\n')).toHaveLength(3);
});

it('a letter about an erasure offers the button, one about a copy does not', () => {
  const about = (right: 'erasure' | 'access') =>
    given().when(text('STATUS'), came({ kind: 'letters-found', letters: [letter(right, later)] }));
  expect([offered(about('erasure')), offered(about('access'))]).toEqual([['menu.delete'], []]);
  expect(about('erasure').when(tap('menu.delete')).conversation.state.name).toBe('intent_shown');
});
