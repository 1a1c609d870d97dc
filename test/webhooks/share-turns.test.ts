import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, test } from '../support/jest.ts';

import { createShareTurns } from '../../webhooks/share-turns.ts';

describe('sharing turns of the event loop', () => {
  test('lets so many go on in each, in the order in which they came, and everybody in the end', async () => {
    const myTurn = createShareTurns(3);
    const gone: number[] = [];
    const call = (index: number): void => {
      const turn = myTurn();
      if (turn === null) gone.push(index);
      else void turn.then(() => gone.push(index));
    };
    for (let index = 0; index < 8; index += 1) call(index);
    const seen = [gone.length];
    for (let turns = 0; turns < 3; turns += 1) {
      await nextTurn();
      // Whoever comes late stands behind those who wait.
      if (turns === 0) call(8);
      seen.push(gone.length);
    }
    expect(seen).toEqual([3, 6, 9, 9]);
    expect(gone).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('makes nobody wait who comes alone', async () => {
    const myTurn = createShareTurns(1);
    for (let turns = 0; turns < 5; turns += 1) {
      expect(myTurn()).toBeNull();
      await nextTurn();
      await nextTurn();
    }
  });
});
