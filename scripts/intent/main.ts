import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readTrainingSet } from './training-set.ts';
import { thesaurusFile } from './thesaurus-file.ts';
import { quantised, trainWeights } from './training.ts';
import { weightsFile } from './weights-file.ts';

const folder = join(import.meta.dirname, '../../flows/intent/learned');

/**
 * `npm run intent`: writes flows/intent/learned anew from what lies in the project. Two programs, one after the other: the weights
 * are learned with the thesaurus that the first one wrote.
 */
const { phrases, thesauri, fingerprint } = readTrainingSet();
const [step] = process.argv.slice(2);
if (step === 'thesaurus') {
  writeFileSync(join(folder, 'thesaurus.ts'), thesaurusFile(thesauri));
  console.log('flows/intent/learned/thesaurus.ts is written.');
} else {
  writeFileSync(join(folder, 'weights.ts'), weightsFile(quantised(trainWeights(phrases, thesauri)), fingerprint));
  console.log(`flows/intent/learned/weights.ts is written: learned from ${String(phrases.length)} phrases.`);
}
