import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { vectorFiles } from '../../test/support/receipts/vector-files.ts';

/** `npm run receipt-vectors`: writes test/fixtures/receipts anew, byte for byte the same as long as the format is. */
const folder = join(import.meta.dirname, '../../test/fixtures/receipts');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (/\.(jws|json)$/.test(name)) rmSync(join(folder, name));
const files = vectorFiles();
for (const { name, text } of files) writeFileSync(join(folder, name), text);
console.log(`${files.length} files in test/fixtures/receipts.`);
