import { writeFileSync } from 'node:fs';

import { bundleFile, bundlePageScript } from './bundle.ts';

/** `npm run build:verify-page`: to be run when anything changed under src/proof/verify or src/http/proof/page. */
const text = await bundlePageScript();
writeFileSync(bundleFile, text);
console.log(`${bundleFile}: ${Math.round(text.length / 1_000)} kB`);
