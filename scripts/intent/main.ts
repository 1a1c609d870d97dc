import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { quantised, trainWeights } from './training.ts';
import { trainingPhrases } from './training-phrases.ts';
import { weightsFile } from './weights-file.ts';

/** `npm run intent`: learns from the phrases anew and writes flows/intent/learned/weights.ts. */
const { phrases, fingerprint } = trainingPhrases();
writeFileSync(
  join(import.meta.dirname, '../../flows/intent/learned/weights.ts'),
  weightsFile(quantised(trainWeights(phrases)), fingerprint),
);
console.log(`flows/intent/learned/weights.ts is written: learned from ${String(phrases.length)} phrases.`);
