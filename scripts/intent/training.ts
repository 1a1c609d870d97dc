import { featuresOf } from '../../flows/intent/learned/features.ts';
import { bucketCount } from '../../flows/intent/learned/hash.ts';
import { softmax } from '../../flows/intent/learned/model.ts';
import { learnedWishes, type LearnedWish } from '../../flows/intent/learned/wishes.ts';
import { nameOf } from '../../flows/intent/learned/ruled.ts';
import { readByRules } from '../../flows/intent/by-rules.ts';
import { type Thesauri } from './thesaurus-source.ts';
import { type TrainingPhrase } from './training-set.ts';
import { createVariation } from './variation.ts';

const wishCount = learnedWishes.length;
const turns = 60;
/** Turns after which the weights count: their mean wavers less than the last of them (Polyak and Juditsky 1992). */
const settled = 24;
const pace = 0.25;
/** Draws each weight to nothing, so that what was seen once does not weigh much. */
const decay = 1e-6;
/** Errors below this teach nothing. */
const leastError = 1e-4;
/** Shares of a turn in which a phrase is seen in other words, and by its meaning alone. */
const varied = 0.6;
const wordless = 0.2;

interface Example {
  readonly features: readonly number[];
  readonly scale: number;
  readonly wish: number;
}

interface Source {
  readonly phrase: TrainingPhrase;
  readonly asWritten: Example;
}

/**
 * Learns a weight for each bucket and wish: multinomial logistic regression by stochastic gradients with a pace of its own
 * for each weight (AdaGrad). Most turns a phrase is seen in other words of the thesaurus, so that a wish does not hang on the
 * words it was written in. All is drawn from a fixed seed, so that the same phrases give the same weights.
 */
export function trainWeights(phrases: readonly TrainingPhrase[], thesauri: Thesauri): Float32Array {
  const sources = phrases.map((phrase): Source => ({ phrase, asWritten: exampleOf(phrase.label, phrase.phrase) }));
  const weights = new Float32Array(bucketCount * wishCount);
  const seen = new Float32Array(weights.length).fill(1e-6);
  const sums = new Float64Array(weights.length);
  const draw = createDraw(7);
  const vary = createVariation(thesauri, draw);
  const errors = new Float64Array(wishCount);
  const shown = ({ phrase: { label, phrase, locale }, asWritten }: Source): Example => {
    const isVaried = draw() < varied;
    const isWordless = draw() < wordless;
    if (!isVaried && !isWordless) return asWritten;
    return exampleOf(label, isVaried ? vary(phrase, locale) : phrase, isWordless);
  };
  for (let turn = 0; turn < turns; turn += 1) {
    shuffle(sources, draw);
    for (const source of sources) {
      const example = shown(source);
      errorsOf(example, weights, errors);
      learn(example, errors, weights, seen);
    }
    if (turn >= settled) for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (weights[at] ?? 0);
  }
  return Float32Array.from(sums, (sum) => sum / (turns - settled));
}

/** The weights as whole numbers of eight bits. The few largest are cut, so that the many small ones keep their difference. */
export function quantised(weights: Float32Array): { readonly values: Int8Array; readonly scale: number } {
  const sizes = Float32Array.from(weights, Math.abs).sort();
  const largest = sizes[Math.floor(sizes.length * 0.9995)] ?? 1;
  const scale = largest / 127;
  return {
    scale,
    values: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale)))),
  };
}

/** The wish that a label of the phrases stands for. */
function wishOf(label: string): LearnedWish {
  return learnedWishes.find((wish) => wish === label) ?? 'other';
}

function exampleOf(label: string, phrase: string, isWordless = false): Example {
  const reading = readByRules(phrase);
  const features = featuresOf(reading.words, nameOf(reading), { isWordless });
  return { features, scale: 1 / Math.sqrt(features.length), wish: learnedWishes.indexOf(wishOf(label)) };
}

function errorsOf({ features, scale, wish }: Example, weights: Float32Array, errors: Float64Array): void {
  errors.fill(0);
  for (const feature of features) {
    for (let one = 0; one < wishCount; one += 1)
      errors[one] = (errors[one] ?? 0) + (weights[feature * wishCount + one] ?? 0) * scale;
  }
  softmax(errors);
  for (let one = 0; one < wishCount; one += 1) errors[one] = ((errors[one] ?? 0) - (one === wish ? 1 : 0)) * scale;
}

function learn({ features }: Example, errors: Float64Array, weights: Float32Array, seen: Float32Array): void {
  for (let one = 0; one < wishCount; one += 1) {
    const error = errors[one] ?? 0;
    if (Math.abs(error) < leastError) continue;
    for (const feature of features) {
      const at = feature * wishCount + one;
      const step = error + decay * (weights[at] ?? 0);
      seen[at] = (seen[at] ?? 0) + step * step;
      weights[at] = (weights[at] ?? 0) - (pace * step) / Math.sqrt(seen[at] ?? 1);
    }
  }
}

function shuffle(examples: Source[], draw: () => number): void {
  for (let last = examples.length - 1; last > 0; last -= 1) {
    const other = Math.floor(draw() * (last + 1));
    const [one, two] = [examples[last], examples[other]];
    if (one === undefined || two === undefined) continue;
    examples[last] = two;
    examples[other] = one;
  }
}

/** Numbers from 0 to 1 that are the same each time (a linear congruential generator). */
function createDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}
