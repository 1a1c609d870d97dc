/** As many as one confirmation covers: each becomes a request of its own. */
const businessesMax = 5;
/** As a tenant's own name. Code points. */
const nameMax = 60;

/** The businesses that a message names, one a line or with commas; `too-many`, `too-long`, or `none` when it names nobody. */
export function businessNames(words: string): readonly string[] | 'too-many' | 'too-long' | 'none' {
  const names = words
    .split(/[\n\r,;،؛]+/u)
    .map((name) => name.replace(/[\p{C}\s]+/gu, ' ').trim())
    .filter((name) => /[\p{L}\p{N}]/u.test(name));
  const [...distinct] = new Map(names.map((name) => [name.toLowerCase(), name])).values();
  if (distinct.length === 0) return 'none';
  if (distinct.length > businessesMax) return 'too-many';
  return distinct.some((name) => Array.from(name).length > nameMax) ? 'too-long' : distinct;
}
