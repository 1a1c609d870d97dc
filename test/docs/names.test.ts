import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { describe, expect, test } from '../support/jest.ts';

import { envVariables } from '../../src/config/env.ts';
import { locales } from '../../src/domain/locale.ts';
import { templateLanguage } from '../../src/whatsapp/template-language.ts';
import { pageAt, pages, read, tableUnder } from './pages.ts';

/** Names in capitals that are no variable of ours. */
const others = new Map([
  ['XDG_CACHE_HOME', 'where caches are, by the XDG base directory specification'],
  ['OUBLI_WEBHOOK_SECRET', 'of the business’s own program, in an example'],
  ['COPY_CODE', 'a word of Meta’s'],
  ['CHROME_PATH', 'where tests look for a browser'],
]);
/** What the reader puts something in for. */
const placeholder = /^YOUR_|_ID$/;

const folders = ['flows', 'webhooks', 'models', 'src', 'scripts', 'test', 'docs', 'examples'];

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}/`);
}

describe('names in the pages', () => {
  test('every variable is one that the program reads', () => {
    const named = pages.flatMap(({ text }) => text.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? []);
    expect(named.length).toBeGreaterThan(20);
    const unknown = named.filter((name) => !(name in envVariables) && !others.has(name) && !placeholder.test(name));
    expect(unknown).toEqual([]);
  });

  test.each(pages)('every file that $path names is there', ({ text }) => {
    const named = [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)].map(([, name = '']) => name);
    const ours = named.filter((name) => folders.includes(name.split('/')[0] ?? ''));
    // A page may show a file that the reader is going to make.
    const toBeMade = ['models/order.ts', 'src/erasure/erasers/orders.ts'];
    expect(ours.filter((name) => !existsSync(name) && !toBeMade.includes(name))).toEqual([]);
  });

  test('every event and metric is one that somebody tells', () => {
    const page = pageAt('docs/how-to/run-in-production.md');
    const sources = [...sourcesIn('src'), ...sourcesIn('webhooks')].map(read).join('\n');
    const told = new Set([...sources.matchAll(/\.(?:event|fault)\(\s*'([a-z_]+)'/g)].map(([, name = '']) => name));
    const metrics = [...page.text.matchAll(/`oubli_([a-z_]+)_total`/g)].map(([, name = '']) => name);
    const paged = ['Page somebody', 'Look at it in the morning'].flatMap((heading) =>
      tableUnder(page, heading).flatMap(([event = '']) => event.split(', ')),
    );
    expect(metrics.length).toBeGreaterThan(5);
    expect(paged.length).toBeGreaterThan(10);
    expect([...metrics, ...paged].filter((name) => !told.has(name))).toEqual([]);
  });

  test('whoever goes live hears of every language in which a template is looked for', () => {
    const { text } = pageAt('docs/go-live.md');
    for (const locale of locales) expect(text).toContain(`\`${templateLanguage(locale)}\``);
  });

  test('whoever adds a language hears of every file that has a text for each', () => {
    const { text } = pageAt('docs/how-to/add-a-language.md');
    // Lexicons name languages in each language; they are found by the folder.
    const sources = [...sourcesIn('src'), ...sourcesIn('flows')].filter((path) => !path.includes('/lexicon/'));
    const perLanguage = sources.filter((path) => /[{,\s]pt: ['{p]/.test(read(path)));
    expect(perLanguage.length).toBeGreaterThan(10);
    const missing = perLanguage.filter((path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return !text.includes(path.startsWith('src/erasure/erasers/') ? `\`${name}\`` : `\`${path}\``);
    });
    expect(missing).toEqual([]);
  });
});

describe('the map of the house', () => {
  const map = pageAt('ARCHITECTURE.md');

  test('names every folder of the sources, and no other', () => {
    const named = tableUnder(map, 'Folders').map(([folder = '']) => folder);
    const there = ['flows/', 'webhooks/', 'models/', 'scripts/', 'test/', ...foldersIn('src')];
    expect([...named].sort()).toEqual(there.sort());
  });

  test('every folder opens with a README', () => {
    const named = [
      ...tableUnder(map, 'Folders').map(([folder = '']) => folder),
      'src/',
      'scripts/play/',
      'scripts/bench/',
    ];
    expect(named.filter((folder) => !existsSync(`${folder}README.md`))).toEqual([]);
  });

  test('names every rule of imports, in order', () => {
    const rules = createRequire(import.meta.url)(`${process.cwd()}/.dependency-cruiser.cjs`) as {
      readonly forbidden: readonly { readonly name: string }[];
    };
    expect(tableUnder(map, 'Who may import whom').map(([name]) => name)).toEqual(
      rules.forbidden.map(({ name }) => name),
    );
  });
});
