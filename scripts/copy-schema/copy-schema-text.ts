import { z } from 'zod';

import { copySchema } from '../../src/access/copy-format.ts';

/** The format of a copy as JSON Schema (draft 2020-12), for programs that read one. */
export function copySchemaText(): string {
  const schema = z.toJSONSchema(copySchema, { target: 'draft-2020-12', io: 'output' });
  return `${JSON.stringify({ title: 'A copy of what is held about one person', ...schema }, null, 2)}\n`;
}
