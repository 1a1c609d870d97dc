/** The decimal digits of every script as `0` to `9`; everything else as it is. */
export function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, toAsciiDigit);
}

/** Unicode keeps the decimal digits of a script side by side, zero to nine, and whole scripts next to one another. */
function toAsciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let first = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}
