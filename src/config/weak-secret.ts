/** Words by which people say that a value is still to be filled in. */
const placeholders =
  /change.?me|replace.?(me|this|with)|fill.?(me|in)|place.?holder|your[-_ ]|my[-_ ]?secret|example|password|letmein|todo|xxxx|<|>/i;

/**
 * Says in plain words why a secret is too weak to stand for anything, or `null` when nothing speaks against it.
 * The value itself is never part of the answer.
 */
export function weaknessOf(secret: string, minimumLength: number): string | null {
  if (secret.length < minimumLength) return `is too short: at least ${minimumLength} characters`;
  if (placeholders.test(secret)) return 'is still a placeholder';
  if (new Set(secret).size < 6) return 'repeats the same few characters';
  if (/^(.{1,8})\1+.{0,8}$/s.test(secret)) return 'repeats one pattern';
  return null;
}

/** The same for 32 raw bytes: random ones hold about thirty different values, never fewer than a dozen. */
export function isWeakKey(bytes: Uint8Array): boolean {
  const isCounting = bytes.every((byte, index) => index === 0 || byte === ((bytes[index - 1] ?? 0) + 1) % 256);
  return new Set(bytes).size < 12 || isCounting;
}
