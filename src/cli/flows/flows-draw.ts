import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { diagramOf } from './diagram.ts';
import { explore } from './explore.ts';
import { drawnContext, operatorContext } from './inputs.ts';

/** Which flow stands in which README. `data-deletion` stands for every request that a code confirms. */
const pictures = [
  { flow: 'data-deletion', readme: 'flows/coded/README.md', context: drawnContext },
  { flow: 'correction', readme: 'flows/correction/README.md', context: drawnContext },
  { flow: 'route-b', readme: 'flows/route-b/README.md', context: operatorContext },
] as const;

/** Draws the flows from the code into their READMEs, between `<!-- drawn … -->` and `<!-- /drawn -->`. Returns what was not fresh. */
export function drawFlows(root: string, { isCheck }: { readonly isCheck: boolean }): readonly string[] {
  return pictures.flatMap(({ flow, readme, context }) => {
    const path = join(root, readme);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(
      /(<!-- drawn[^\n]*-->\n)[^]*?(\n<!-- \/drawn -->)/,
      (_, first: string, last: string) => `${first}\n${diagramOf(flow, explore(context))}\n${last}`,
    );
    if (after === before) return [];
    if (!isCheck) writeFileSync(path, after);
    return [readme];
  });
}
