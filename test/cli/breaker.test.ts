import { describe, expect, test } from '../support/jest.ts';

import { runBreakerRelease, runBreakerShow } from '../../src/cli/breaker.ts';

/** What the command prints, one string a line. */
function printed() {
  const lines: string[] = [];
  return { lines, output: { line: (text: string) => void lines.push(text) } as Parameters<typeof runBreakerShow>[0] };
}

describe('breaker', () => {
  test('show says how many wait and how to let them go on; release says how many did', async () => {
    const { lines, output } = printed();
    await runBreakerShow(output, { show: () => Promise.resolve({ held: 37 }) }, 'tenant-1');
    await runBreakerRelease(output, { release: () => Promise.resolve(37) }, 'tenant-1');
    await runBreakerShow(output, { show: () => Promise.resolve({ held: 0 }) }, 'tenant-1');
    await runBreakerRelease(output, { release: () => Promise.resolve(0) }, 'tenant-1');
    expect(lines).toEqual([
      '37 wait. Let them go on: breaker release tenant-1',
      '37 go on.',
      'Nothing waits.',
      'Nothing waited.',
    ]);
  });
});
