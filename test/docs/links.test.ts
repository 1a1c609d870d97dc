import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '../support/jest.ts';

import { type Page, pageAt, pages, proseOf } from './pages.ts';

/** Targets of links and pictures that point into the project. */
function linksOf(page: Page): readonly string[] {
  const prose = proseOf(page).replaceAll(/`[^`]*`/g, (code) => (code.includes('](') ? '' : code));
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(page: Page): readonly string[] {
  return [...proseOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function isBroken(page: Page, target: string): boolean {
  const [file = '', anchor = ''] = target.split('#');
  const path = file === '' ? page.path : join(dirname(page.path), decodeURIComponent(file)).replaceAll('\\', '/');
  if (!existsSync(path)) return true;
  if (anchor === '') return false;
  const linked = statSync(path).isDirectory() ? join(path, 'README.md') : path;
  return !anchorsOf(pageAt(linked)).includes(anchor);
}

describe('links', () => {
  test.each(pages)('all of $path lead somewhere', (page) => {
    expect(linksOf(page).filter((target) => isBroken(page, target))).toEqual([]);
  });

  test('the index of docs/ leads to every page there', () => {
    const index = pageAt('docs/README.md');
    const linked = linksOf(index).map((target) => join('docs', target.split('#')[0] ?? ''));
    const there = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/') && path !== index.path);
    expect(there.filter((path) => !linked.includes(path))).toEqual([]);
  });
});
