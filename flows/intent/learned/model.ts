import { bytesIn } from './bytes.ts';
import { bucketCount } from './hash.ts';
import { learnedWishes } from './wishes.ts';

const wishCount = learnedWishes.length;

/** What was learned: for each bucket a small whole number a wish, and what one of them weighs. */
export interface Weights {
  /** `bucketCount` × `learnedWishes`, −127 to 127. */
  readonly values: Int8Array;
  readonly scale: number;
}

/** Reads weights as they are written in `weights.ts`. @throws RangeError when they are not of this size. */
export function readWeights({ base64, scale }: { readonly base64: string; readonly scale: number }): Weights {
  const values = new Int8Array(bytesIn(base64).buffer);
  if (values.length !== bucketCount * wishCount) throw new RangeError('The learned weights have another size.');
  return { values, scale };
}

/** How likely each of {@link learnedWishes} is, in their order; together 1. Multinomial logistic regression. */
export function likelihoods({ values, scale }: Weights, features: readonly number[]): Float64Array {
  // The inner loop of every message: whole numbers, and four features at a time, so that a sum is read and written less often.
  const sums = new Int32Array(wishCount);
  const rowOf = (place: number): number => (features[place] ?? 0) * wishCount;
  let place = features.length % 4;
  for (let single = 0; single < place; single += 1) {
    const row = rowOf(single);
    for (let wish = 0; wish < wishCount; wish += 1) sums[wish] = (sums[wish] ?? 0) + (values[row + wish] ?? 0);
  }
  for (; place < features.length; place += 4) {
    const [one, two, three, four] = [rowOf(place), rowOf(place + 1), rowOf(place + 2), rowOf(place + 3)];
    for (let wish = 0; wish < wishCount; wish += 1) {
      const added = (values[one + wish] ?? 0) + (values[two + wish] ?? 0);
      sums[wish] = (sums[wish] ?? 0) + added + (values[three + wish] ?? 0) + (values[four + wish] ?? 0);
    }
  }
  return softmax(new Float64Array(sums), scale / Math.sqrt(features.length));
}

/** Shares that together are 1, in place of sums; `weight` is what one of a sum weighs. */
export function softmax(sums: Float64Array, weight = 1): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const sum of sums) if (sum > most) most = sum;
  let total = 0;
  for (let at = 0; at < sums.length; at += 1) {
    const share = Math.exp(((sums[at] ?? 0) - most) * weight);
    sums[at] = share;
    total += share;
  }
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) / total;
  return sums;
}
