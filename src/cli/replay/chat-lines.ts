/** Width of one side of the chat, in characters. */
const sideWidth = 44;
const indent = ' '.repeat(28);

/** A message as a bubble on its side: the person's on the left, the business's on the right. */
export function chatLines(
  side: 'person' | 'business',
  text: string,
  buttons: readonly string[] = [],
): readonly string[] {
  const shown = buttons.length === 0 ? text : `${text}\n${buttons.map((title) => `[ ${title} ]`).join(' ')}`;
  const lines = shown.split('\n').flatMap((line) => wrap(line));
  return lines.map((line, index) => {
    const mark = index > 0 ? ' ' : side === 'person' ? '>' : '<';
    return `${side === 'person' ? '  ' : indent}${mark} ${line}`.trimEnd();
  });
}

function wrap(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + word.length + 1 > sideWidth) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
