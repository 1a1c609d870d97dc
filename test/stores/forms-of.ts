/** The ways in which a name could stand in stored bytes, base64 at its three alignments included. */
function formsOf(value: string): readonly Buffer[] {
  const utf8 = Buffer.from(value, 'utf8');
  return [
    utf8,
    Buffer.from(value, 'utf16le'),
    Buffer.from(utf8.toString('hex')),
    ...[0, 1, 2].flatMap((shift) => {
      // What stands before and after shifts and blurs the ends: only the characters made of the name alone count.
      const text = Buffer.concat([Buffer.alloc(shift), utf8])
        .toString('base64')
        .replace(/=+$/, '');
      const own = text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + utf8.length) * 8) / 6));
      return [Buffer.from(own), Buffer.from(own.replaceAll('+', '-').replaceAll('/', '_'))];
    }),
  ];
}

/** Which forms of which values the bytes hold, by their place in the list: empty when there are none. */
export function foundIn(bytes: Buffer, values: readonly string[]): readonly number[] {
  return values.flatMap((value, index) => (formsOf(value).some((form) => bytes.includes(form)) ? [index] : []));
}
