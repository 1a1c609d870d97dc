/** Lengths in code points. Source: Meta, Cloud API messages; cloud-api.md 4.2 and 4.6. */
export const limits = {
  text: 4096,
  buttonsBody: 1024,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  listBody: 4096,
  listButton: 20,
  rows: 10,
  rowId: 200,
  rowTitle: 24,
  rowDescription: 72,
  contactRequestBody: 1024,
  templateName: 512,
  templateParameter: 1024,
  code: 15,
  correlation: 512,
} as const;

export type LimitName = keyof typeof limits;

/** Characters as Meta counts them: code points, so an emoji outside the basic plane is one. */
export function codePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // The second half of a pair belongs to the first.
    if (unit < 0xdc00 || unit > 0xdfff) count += 1;
  }
  return count;
}

/** Half a character, such as a text cut inside an emoji leaves. It has no UTF-8 form (pitfall 32). */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
