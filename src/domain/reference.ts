/** Crockford base 32: no I, L, O, U, so a reference can be read aloud and typed. */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Makes a public reference `ER-XXXX-XXXX-XXXX`: 55 random bits (11 characters) and a check character.
 * @param bytes at least 11 bytes from a CSPRNG; five bits of each are used.
 */
export function makeReference(bytes: Uint8Array): string {
  const body = Array.from({ length: 11 }, (_, index) => crockfordAlphabet[(bytes[index] ?? 0) & 31] ?? '0').join('');
  return group(body + checkCharacter(body));
}

/** Longer than any way to type one: what is longer is not looked at, so that no text can make this slow. */
const longestTyped = 64;

/**
 * Reads a reference as a person types it (lower case, spaces, any dash or none, O for 0, I or L for 1).
 * Returns the canonical form, or `null` when it is not one or its check character is wrong.
 */
export function readReference(text: string): string | null {
  const typed = text.trim();
  if (typed.length > longestTyped) return null;
  const plain = /^ER([0-9A-Z]{12})$/i.exec(typed.replace(/[\s\p{Pd}\u2212]/gu, ''))?.[1];
  if (plain === undefined) return null;
  const canonical = plain.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  if (Array.from(canonical).some((character) => !crockfordAlphabet.includes(character))) return null;
  return checkCharacter(canonical.slice(0, 11)) === canonical[11] ? group(canonical) : null;
}

/** Weighted sum over GF(32), the weights powers of x: catches every single slip and every swap of neighbours. */
function checkCharacter(body: string): string {
  // Horner's rule: each earlier character is multiplied by x once more (x^5 + x^2 + 1 is irreducible).
  const timesX = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;
  const sum = Array.from(body).reduce((total, character) => timesX(total ^ crockfordAlphabet.indexOf(character)), 0);
  return crockfordAlphabet[sum] ?? '0';
}

function group(plain: string): string {
  return `ER-${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8, 12)}`;
}
