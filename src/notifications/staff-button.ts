const prefix = 'breaker.go-on.';

/** The id of the button that lets many deletions go on. @param word of the asking: random, stored with it. */
export function breakerButtonId(word: string): string {
  return `${prefix}${word}`;
}

/** The word in the id of such a button; `null`: it is none. From the client: it proves nothing by itself. */
export function breakerWordOf(buttonId: string): string | null {
  return buttonId.startsWith(prefix) ? buttonId.slice(prefix.length) : null;
}
