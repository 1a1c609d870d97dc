/** Before the name in the frame of a wamid: a field tag, and "text follows" (seen in 47 of 56 of Meta's own samples). */
const frameStart = [0x1c, 0x18] as const;

/**
 * The phone number that a wamid holds in base64: the person's, whoever wrote; `null` when there is none. A message that comes
 * again under another identifier still says by its id whose it was.
 */
export function phoneInWamid(messageId: string): string | null {
  const encoded = /^wamid\.([A-Za-z0-9+/_=-]{8,400})$/.exec(messageId)?.[1];
  if (encoded === undefined) return null;
  const bytes = decode(encoded);
  if (bytes[0] !== frameStart[0] || bytes[1] !== frameStart[1]) return null;
  const length = bytes[2] ?? 0;
  const name = String.fromCharCode(...bytes.slice(3, 3 + length));
  return name.length === length && /^[1-9][0-9]{4,14}$/.test(name) ? name : null;
}

function decode(encoded: string): readonly number[] {
  try {
    return Array.from(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  } catch {
    return [];
  }
}
