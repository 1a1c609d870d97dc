import { readFileSync } from 'node:fs';

import { describe, expect, test } from '../support/jest.ts';
import { z } from 'zod';

import { readTenantFile } from '../../src/tenants/read-tenant-file.ts';
import { tenantFile } from '../../src/tenants/tenant-file.ts';
import { deployment } from './tenant-world.ts';

const document = readFileSync(new URL('../../docs/tenant.md', import.meta.url), 'utf8');
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

/** The schema as JSON Schema says it, as far as is read here. */
const schemaOf = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ default: z.unknown().optional() })),
  required: z.array(z.string()),
});
const schema = schemaOf.parse(z.toJSONSchema(tenantFile, { io: 'input' }));

describe('docs/tenant.md', () => {
  test('has a row for every field of the file, and for none that is not there', () => {
    const documented = new Set(rows.map(([name = '']) => name.replaceAll('`', '').split('.')[0] ?? ''));
    expect([...documented].toSorted()).toEqual(Object.keys(schema.properties).toSorted());
  });

  test('says of every field whether it is required', () => {
    const required = rows.filter(([name = '', isRequired]) => isRequired === 'yes' && !name.includes('.'));
    expect(required.map(([name = '']) => name.replaceAll('`', '')).toSorted()).toEqual(schema.required.toSorted());
  });

  test.each(['mode', 'defaultLocale'])('says the default of %s', (field) => {
    const row = rows.find(([name]) => name === `\`${field}\``);
    expect(row?.[2]).toBe(`\`${String(schema.properties[field]?.default)}\``);
  });

  test('points at a file that needs neither Meta nor a mail server', () => {
    const json = readFileSync(new URL('../../examples/tenant.loopback.json', import.meta.url), 'utf8');
    const bare = { ...deployment, isMailConfigured: false, allowsPrivateWebhooks: false };
    expect(() => readTenantFile(JSON.parse(json), bare)).not.toThrow();
  });

  test('shows a smallest file that is accepted', () => {
    const json = /```json\n([^]*?)```/.exec(document)?.[1] ?? '';
    expect(() => readTenantFile(JSON.parse(json), deployment)).not.toThrow();
  });
});
