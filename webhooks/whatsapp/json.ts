/** Deeper than anything Meta sends (about twelve levels), shallow enough that no later walk can be made to stall. */
const maxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Parses JSON bytes, nested at most {@link maxDepth} deep. The depth is counted over the bytes before anything is built.
 * `__proto__` becomes an ordinary own property, which nobody reads.
 *
 * @returns `undefined` for what is not JSON or is too deep. Never throws.
 */
export function parseJson(bytes: Buffer): unknown {
  if (isTooDeep(bytes)) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function isTooDeep(bytes: Buffer): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isInString) {
      if (byte === backslash) index += 1;
      else if (byte === quote) isInString = false;
    } else if (byte === quote) {
      isInString = true;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}
