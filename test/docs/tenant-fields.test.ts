import { describe, expect, test } from '../support/jest.ts';
import { z } from 'zod';

import { tenantFile } from '../../src/tenants/tenant-file.ts';
import { pageAt } from './pages.ts';

interface Part {
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
}

/** The name of every field, wherever it stands. */
function namesIn({ properties = {}, items }: Part): readonly string[] {
  const own = Object.entries(properties).flatMap(([name, part]) => [name, ...namesIn(part)]);
  return [...own, ...(items === undefined ? [] : namesIn(items))];
}

describe('docs/tenant.md', () => {
  const { text } = pageAt('docs/tenant.md');
  const [, fields = ''] = /\n## Fields\n([\s\S]*?)\n## /.exec(text) ?? [];

  test('explains every field that a tenant file may have', () => {
    const names = namesIn(z.toJSONSchema(tenantFile, { io: 'input' }) as Part);
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(fields))).toEqual([]);
  });
});
