import { describe, expect, test } from '../support/jest.ts';

import { callersErrors } from '../../src/http/problem.ts';
import { pageAt, tableUnder } from './pages.ts';

const page = pageAt('docs/api.md');

/** Codes with their statuses, as the page's last table has them. */
const listed = new Map(
  tableUnder(page, 'Errors').flatMap(([status = '', codes = '']) =>
    (codes.match(/[a-z_]{4,}/g) ?? []).map((code): [string, number] => [code, Number(status)]),
  ),
);

describe('the errors of docs/api.md', () => {
  test('are all that a caller can mend, each under its status', () => {
    expect(Object.entries(callersErrors).filter(([code, status]) => listed.get(code) !== status)).toEqual([]);
  });

  test('are said also where the route is that answers so', () => {
    const [routes = ''] = page.text.split('\n## Errors\n');
    expect(Object.keys(callersErrors).filter((code) => !routes.includes(`\`${code}\``))).toEqual([]);
  });
});
