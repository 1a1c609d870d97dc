import { describe, expect, test } from '../support/jest.ts';

import { pageAt, read, tableUnder } from './pages.ts';

/** Every path that the server answers, as it is mounted. */
const served = [...read('src/http/app.ts').matchAll(/\bapp\.(?:use|get|post)\('(\/[^']*)'/g)].map(
  ([, path = '']) => path,
);
/** Who is on the machine or in its network asks these. */
const inner = ['/healthz', '/readyz', '/metrics'];

describe('the paths in the pages', () => {
  test('all that the server answers stand in the table of paths, those for people open to the internet', () => {
    const rows = tableUnder(pageAt('docs/configuration.md'), 'Ports and paths');
    expect(served.length).toBeGreaterThan(8);
    for (const path of served) {
      const row = rows.find(([cell = '']) => cell.split(/[ ,]+/).some((one) => one.replace('/…', '') === path));
      expect({ path, isOpen: row?.[2] === 'the internet' }).toEqual({ path, isOpen: !inner.includes(path) });
    }
  });

  test('whoever sets up the proxy hears of every one, and which are for the internet', () => {
    const [, proxy = ''] =
      tableUnder(pageAt('docs/go-live.md'), '1. The machine').find(([what]) => what === 'Proxy') ?? [];
    const [passed = '', kept = ''] = proxy.split(' to the internet');
    for (const path of served) expect(inner.includes(path) ? kept : passed).toMatch(new RegExp(`${path}(?![\\w/-])`));
  });
});
