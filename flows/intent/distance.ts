/** Longer words are not compared. */
const longest = 250;
/** The three rows that are looked at, for each comparison anew: nothing of one is seen in the next. */
const rows: readonly [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(longest + 1),
  new Uint8Array(longest + 1),
  new Uint8Array(longest + 1),
];

/**
 * True when two words are at most `limit` slips apart: a letter more, less, other, or two neighbours swapped
 * (optimal string alignment, Damerau 1964). Stops as soon as a row is beyond the limit.
 */
export function isWithin(left: string, right: string, limit: number): boolean {
  if (Math.abs(left.length - right.length) > limit) return false;
  if (limit === 1) return isOneSlip(left, right);
  if (right.length > longest) return false;
  let [before, previous, current] = rows;
  for (let column = 0; column <= right.length; column += 1) previous[column] = column;
  for (let row = 1; row <= left.length; row += 1) {
    const letter = left.charCodeAt(row - 1);
    const letterBefore = left.charCodeAt(row - 2);
    current[0] = row;
    let least = row;
    for (let column = 1; column <= right.length; column += 1) {
      const other = right.charCodeAt(column - 1);
      let cost = at(previous, column - 1) + (letter === other ? 0 : 1);
      cost = Math.min(cost, at(previous, column) + 1, at(current, column - 1) + 1);
      const isSwapped = row > 1 && column > 1 && letter === right.charCodeAt(column - 2) && letterBefore === other;
      if (isSwapped) cost = Math.min(cost, at(before, column - 2) + 1);
      current[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return false;
    [before, previous, current] = [previous, current, before];
  }
  return at(previous, right.length) <= limit;
}

/** At most one slip, without a table: what follows the first difference must be the same. */
function isOneSlip(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  let at = 0;
  while (at < shorter && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  if (left.length > right.length) return left.slice(at + 1) === right.slice(at);
  if (left.length < right.length) return left.slice(at) === right.slice(at + 1);
  const rest = left.slice(at + 1) === right.slice(at + 1);
  const isSwapped = left[at] === right[at + 1] && left[at + 1] === right[at];
  return rest || (isSwapped && left.slice(at + 2) === right.slice(at + 2));
}

/** Slips that are forgiven in a word of this length: none below five letters, where they make other words. */
export function slipsFor(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

function at(row: Uint8Array, column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
