import { describe, expect, test } from '../support/jest.ts';

import { locales } from '../../src/domain/locale.ts';
import { type Eraser, type StoreDescription } from '../../src/erasure/eraser.ts';
import { createRegister } from '../../src/erasure/register.ts';
import { tenantOf } from './tenant-and-names.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');

function eraserOf(store: string, rest: Partial<Eraser> = {}): Eraser {
  return {
    store,
    covers: [store],
    describe: () => null,
    count: () => Promise.resolve(0),
    erase: () => Promise.resolve({ deleted: 0, retained: 0 }),
    scan: () => Promise.resolve({ residual: 0 }),
    ...rest,
  };
}

function shown(store: string): Eraser {
  const describe_ = (locale: string): StoreDescription => ({ what: `${store} in ${locale}`, why: '', onErase: '' });
  return eraserOf(store, { describe: describe_ });
}

describe('the register', () => {
  test('takes no two stores of one name, and nothing after the keys', () => {
    expect(() => createRegister([eraserOf('a'), eraserOf('a')])).toThrow(
      expect.objectContaining({ code: 'register_twice' }),
    );
    const keys = eraserOf('keys', { staysWithKept: true });
    expect(() => createRegister([keys, eraserOf('a')])).toThrow(expect.objectContaining({ code: 'register_order' }));
    expect(createRegister([eraserOf('a'), keys]).erasers.map((one) => one.store)).toEqual(['a', 'keys']);
  });

  test.each(['Orders', '1st', 'orders 2026', 'commandes\n', 'é', 'a'.repeat(65), ''])(
    'takes no store whose name no receipt may hold: %j',
    (store) => {
      expect(() => createRegister([eraserOf(store)])).toThrow(expect.objectContaining({ code: 'register_name' }));
    },
  );

  test('shows the person every store that describes itself, in every language, and none of the bot’s own', () => {
    const { previewOf, labelOf, keepable } = createRegister([shown('cards'), eraserOf('chats')]);
    const { goes, stays } = previewOf(tenantOf('t'), now);
    for (const locale of locales) expect(goes[locale]).toEqual([`cards in ${locale}`]);
    expect(stays).toEqual([]);
    expect(keepable).toEqual(['cards']);
    expect([labelOf('cards', 'fr'), labelOf('chats', 'fr')]).toEqual(['cards in fr', null]);
  });

  test('of two rules for one store the longer one holds', () => {
    const { retentionOf } = createRegister([shown('cards'), eraserOf('chats')]);
    const tenant = tenantOf('t', {
      instruction: {
        ...{ version: '1', objectionHours: 0, hash: 'h' },
        kept: [
          { store: 'cards', ground: 'contract', retentionDays: 2 },
          { store: 'cards', ground: 'legal_duty', retentionDays: 10 },
          { store: 'chats', ground: 'legal_duty', retentionDays: 10 },
        ],
      },
    });
    const dayMs = 86_400_000;
    expect(retentionOf(tenant, 'cards', now)).toEqual({
      ground: 'legal_duty',
      keepAfter: now - 10 * dayMs,
      until: now + 10 * dayMs,
      lifeMs: 10 * dayMs,
    });
    expect(retentionOf(tenant, 'chats', now)).toBeNull();
  });
});
