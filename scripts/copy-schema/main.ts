import { writeFileSync } from 'node:fs';

import { format } from 'prettier';

import { copySchemaText } from './copy-schema-text.ts';

/** Writes docs/copy.schema.json from the format in the code. */
writeFileSync('docs/copy.schema.json', await format(copySchemaText(), { parser: 'json', printWidth: 120 }));
