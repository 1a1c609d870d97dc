import { type ChatLine } from '../../test/support/graph/mailbox.ts';

/** Width of one side of the chat, in characters. */
const sideWidth = 46;

/** Prints a heading. */
export function heading(text: string): void {
  console.log(`\n\x1b[1m${text}\x1b[0m`);
}

/** Prints rows with their columns lined up; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
    });
    console.log(`  ${cells.join('  ').trimEnd()}`);
  }
}

/** Prints a chat in two columns, the person's words on the left. */
export function chat(lines: readonly ChatLine[]): void {
  for (const line of lines) {
    const isBusiness = line.from === 'business';
    const buttons =
      isBusiness && line.buttons.length > 0 ? `\n${line.buttons.map(({ title }) => `[${title}]`).join(' ')}` : '';
    const margin = isBusiness ? ' '.repeat(sideWidth - 14) : '';
    for (const [index, part] of `${line.text}${buttons}`.split('\n').flatMap(wrap).entries()) {
      console.log(`  ${margin}${index === 0 ? (isBusiness ? '◀ ' : '▶ ') : '  '}${part}`);
    }
    console.log('');
  }
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
