/**
 * On which side of the way from a leaf to the root each hash of an inclusion proof stands, lowest first; `null` when the tree
 * has no such leaf. Arithmetic alone, so that the verifier in a browser walks by it as well. Source: RFC 9162, 2.1.3.2.
 */
export function siblingSides(index: number, size: number): readonly ('left' | 'right')[] | null {
  if (!isCount(index) || !isCount(size) || index >= size) return null;
  const sides: ('left' | 'right')[] = [];
  let [position, last] = [index, size - 1];
  while (last > 0) {
    if (isOdd(position) || position === last) {
      sides.push('left');
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      sides.push('right');
    }
    [position, last] = [half(position), half(last)];
  }
  return sides;
}

/** Beyond 2^31 the shifts of a textbook would be wrong: plain arithmetic is right up to 2^53. */
export function half(value: number): number {
  return Math.floor(value / 2);
}

export function isOdd(value: number): boolean {
  return value % 2 === 1;
}

export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
