/** Features share this many buckets; two that fall into one are told apart by their neighbours. */
export const bucketCount = 1 << 16;

/** A hash of 32 bits that begins with `seed`: other seeds, other families. */
export function textHash(seed: number, text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at));
  return hash;
}

/** One step of FNV-1a over a whole number instead of a byte. */
export function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 16_777_619) >>> 0;
}

/** The bucket of a hash. */
export function bucket(hash: number): number {
  return (hash ^ (hash >>> 15)) & (bucketCount - 1);
}
