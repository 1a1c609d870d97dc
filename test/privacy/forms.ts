/** Something of a person that must stand nowhere in clear, and what it is: the value itself is never shown in a failure. */
export interface Canary {
  readonly what: string;
  readonly value: string;
}

/** Where a canary was found, and how it was written there. */
export interface Trace {
  readonly where: string;
  readonly what: string;
  readonly form: string;
}

interface Needle {
  readonly what: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** Every way in which a value may stand in bytes: as text of either width, in capitals or not, in hex, in base64 at each alignment. */
export function needlesOf({ what, value }: Canary): readonly Needle[] {
  const utf8 = Buffer.from(value, 'utf8');
  const hex = utf8.toString('hex');
  const forms: Record<string, Buffer> = {
    plain: utf8,
    'lower case': Buffer.from(value.toLowerCase()),
    'upper case': Buffer.from(value.toUpperCase()),
    'utf-16le': Buffer.from(value, 'utf16le'),
    'utf-16be': Buffer.from(value, 'utf16le').swap16(),
    hex: Buffer.from(hex),
    'hex in capitals': Buffer.from(hex.toUpperCase()),
    'in a url': Buffer.from(encodeURIComponent(value)),
    'in json': Buffer.from(JSON.stringify(value).slice(1, -1)),
    backwards: Buffer.from(Array.from(value).reverse().join('')),
  };
  for (const shift of [0, 1, 2]) {
    const text = base64At(utf8, shift);
    forms[`base64 at ${shift}`] = Buffer.from(text);
    forms[`base64url at ${shift}`] = Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_'));
    forms[`utf-16 in base64 at ${shift}`] = Buffer.from(base64At(Buffer.from(value, 'utf16le'), shift));
  }
  const seen = new Set<string>();
  return Object.entries(forms).flatMap(([form, bytes]) => {
    const key = bytes.toString('hex');
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ what, form, bytes }];
  });
}

/** What stands before and after blurs the ends: only the characters that are made of the value alone. */
function base64At(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  return text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6));
}

/** Looks for canaries in bytes. Made once: the needles are the same for every place. */
export function createSearch(canaries: readonly Canary[]): (where: string, bytes: Buffer) => readonly Trace[] {
  const needles = canaries.flatMap(needlesOf);
  for (const { what, bytes } of needles) {
    // A short needle is found by chance in a megabyte of noise.
    if (bytes.length < 7) throw new Error(`The canary "${what}" is too short to look for.`);
  }
  return (where, bytes) =>
    needles.flatMap(({ what, form, bytes: needle }) => (bytes.includes(needle) ? [{ where, what, form }] : []));
}
