import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that are not ours to keep true. */
const foreign = new Set(['node_modules', 'dist', 'coverage']);

/** One Markdown file of the project. */
export interface Page {
  /** From the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block of a page. */
export interface CodeBlock {
  readonly path: string;
  readonly line: number;
  /** The word after the fence; empty when there is none. */
  readonly language: string;
  readonly code: string;
}

/** Every Markdown file, by path. */
export const pages: readonly Page[] = markdownIn('.')
  .sort()
  .map((path) => ({ path, text: read(path) }));

/** A file of the project. */
export function read(path: string): string {
  return readFileSync(path, 'utf8');
}

/** The page at a path. Throws when it is not there. */
export function pageAt(path: string): Page {
  const page = pages.find((one) => one.path === path);
  if (page === undefined) throw new Error(`${path} is missing.`);
  return page;
}

export function codeBlocksOf({ path, text }: Page): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { readonly fence: string; readonly language: string; readonly line: number; code: string[] } | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const [, fence = '', language = ''] = /^\s*(`{3,})\s*([A-Za-z]*)\s*$/.exec(line) ?? [];
    if (open === null) {
      if (fence !== '') open = { fence, language, line: index + 1, code: [] };
    } else if (fence === open.fence && language === '') {
      blocks.push({ path, line: open.line, language: open.language, code: open.code.join('\n') });
      open = null;
    } else {
      open.code.push(line);
    }
  }
  if (open !== null) throw new Error(`${path}: the block of line ${open.line} is not closed.`);
  return blocks;
}

/** The page without its fenced blocks. */
export function proseOf(page: Page): string {
  return page.text.replaceAll(/^([ \t]*`{3,})[^`\n]*\n[\s\S]*?^\1[ \t]*$/gm, '');
}

/** The rows of the table that stands under a heading, cells without their back-quotes. */
export function tableUnder({ text }: Page, heading: string): readonly (readonly string[])[] {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const rows = (section.split(/\n## /)[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name).replaceAll('\\', '/');
    if (entry.isDirectory()) return foreign.has(entry.name) || entry.name.startsWith('.') ? [] : markdownIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}
