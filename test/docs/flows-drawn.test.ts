import { readFileSync } from 'node:fs';

import { describe, expect, test } from '../support/jest.ts';

import { diagramOf } from '../../src/cli/flows/diagram.ts';
import { explore } from '../../src/cli/flows/explore.ts';
import { drawFlows } from '../../src/cli/flows/flows-draw.ts';
import { drawnContext } from '../../src/cli/flows/inputs.ts';

describe('the pictures of the flows', () => {
  test('are what the code does (`npm run oubli -- flows draw` draws them)', () => {
    expect(drawFlows(process.cwd(), { isCheck: true })).toEqual([]);
  });

  test('change with the code: a move that is left out shows', () => {
    const moves = explore(drawnContext);
    const fewer = moves.filter(({ by }) => by !== 'code right');
    const drawn = readFileSync('flows/coded/README.md', 'utf8');
    expect(drawn).toContain(diagramOf('data-deletion', moves));
    expect(drawn).not.toContain(diagramOf('data-deletion', fewer));
  });

  test('show no way to an erasure but a right code', () => {
    const starts = explore(drawnContext).filter(({ asks }) => asks.includes('start-erasure'));
    expect(new Set(starts.map(({ by }) => by))).toEqual(new Set(['code right']));
  });
});
