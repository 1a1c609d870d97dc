import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readTrainingSet } from './training-set.ts';
import { thesaurusFile } from './thesaurus-file.ts';
import { quantised, trainWeights } from './training.ts';
import { weightsFile } from './weights-file.ts';

const folder = join(import.meta.dirname, '../../flows/intent/learned');

/** `npm run intent`: writes flows/intent/learned/thesaurus.ts and weights.ts anew from what lies in the project. */
const { phrases, thesauri, fingerprint } = readTrainingSet();
const [step] = process.argv.slice(2);
if (step === 'thesaurus') {
  writeFileSync(join(folder, 'thesaurus.ts'), thesaurusFile(thesauri));
  console.log('flows/intent/learned/thesaurus.ts is written.');
} else {
  writeFileSync(join(folder, 'weights.ts'), weightsFile(quantised(trainWeights(phrases, thesauri)), fingerprint));
  console.log(`flows/intent/learned/weights.ts is written: learned from ${String(phrases.length)} phrases.`);
}
