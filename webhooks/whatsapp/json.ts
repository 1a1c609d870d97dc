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
  if (!hasFewOpeners(bytes) && isTooDeep(bytes)) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Too few brackets of any kind to nest deeply: true of every ordinary webhook, and quicker to see than the depth. */
function hasFewOpeners(bytes: Buffer): boolean {
  let count = 0;
  for (const opener of [0x7b, 0x5b]) {
    for (let at = bytes.indexOf(opener); at !== -1; at = bytes.indexOf(opener, at + 1)) {
      count += 1;
      if (count > maxDepth) return false;
    }
  }
  return true;
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
