import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { textsPage } from './page.ts';

/** `npm run texts`: writes docs/texts.md anew from the texts of the flows. */
writeFileSync(join(import.meta.dirname, '../../docs/texts.md'), textsPage());
console.log('docs/texts.md is written.');
