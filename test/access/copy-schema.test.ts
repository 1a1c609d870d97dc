import { readFileSync } from 'node:fs';

import { expect, test } from '../support/jest.ts';
import { format } from 'prettier';

import { copySchemaText } from '../../scripts/copy-schema/copy-schema-text.ts';

test('the published schema is that of the code (`npm run copy-schema` writes it)', async () => {
  const written = await format(copySchemaText(), { parser: 'json', printWidth: 120 });
  expect(readFileSync('docs/copy.schema.json', 'utf8')).toBe(written);
});
