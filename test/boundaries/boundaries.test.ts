import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { z } from 'zod';

import { allowed, forbidden, type Plant } from './plants.ts';

const project = process.cwd();
const rulesFile = join(project, '.dependency-cruiser.cjs');
const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
  }),
});
type Report = z.infer<typeof report>['summary'];

let tree: string;
let found: Report;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'oubli-boundaries-'));
  await Promise.all(['package.json', 'tsconfig.json'].map((name) => copyFile(join(project, name), join(tree, name))));
  await symlink(join(project, 'node_modules'), join(tree, 'node_modules'));
  await plantAll([...forbidden, ...allowed]);
  found = await cruise();
}, 60_000);
afterAll(() => rm(tree, { recursive: true, force: true }));

describe('the import rules', () => {
  test.each(forbidden)('$rule: $file may not import $imports', ({ rule, file, imports }) => {
    expect(violationsOf(file)).toContainEqual({ rule, to: imports });
  });

  test.each(allowed)('$file may import $imports', ({ file, imports }) => {
    expect(violationsOf(file).filter((violation) => violation.to === imports)).toEqual([]);
  });

  test('each has a violation planted here', () => {
    const rules = createRequire(import.meta.url)(rulesFile) as { forbidden: { name: string }[] };
    const planted = new Set(forbidden.map((plant) => plant.rule));
    expect([...planted].sort()).toEqual(rules.forbidden.map((rule) => rule.name).sort());
  });
});

/** What is reported about a file, packages by their name. */
function violationsOf(file: string): { rule: string; to: string }[] {
  return found.violations
    .filter((violation) => violation.from === file)
    .map(({ rule, to }) => ({ rule: rule.name, to: packageIn(to) ?? (isBuiltIn(to) ? `node:${to}` : to) }));
}

function packageIn(path: string): string | undefined {
  return /node_modules\/(?:@types\/)?([^/]+)/.exec(path)?.[1];
}

function isBuiltIn(path: string): boolean {
  return !path.includes('/');
}

/** Writes each file with its imports, and an empty one for every file that is imported. */
async function plantAll(plants: readonly Omit<Plant, 'rule'>[]): Promise<void> {
  const imports = new Map<string, Set<string>>();
  for (const plant of plants) {
    const isFile = plant.imports.endsWith('.ts');
    if (isFile) imports.set(plant.imports, imports.get(plant.imports) ?? new Set());
    const path = isFile ? relative(dirname(plant.file), plant.imports) : plant.imports;
    const specifier = isFile && !path.startsWith('.') ? `./${path}` : path;
    imports.set(plant.file, (imports.get(plant.file) ?? new Set()).add(`import '${specifier}';\n`));
  }
  for (const [file, lines] of imports) {
    await mkdir(join(tree, dirname(file)), { recursive: true });
    await writeFile(join(tree, file), [...lines].join(''));
  }
}

/** Runs what `npm run boundaries` runs, on the planted tree. */
function cruise(): Promise<Report> {
  const program = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const folders = ['src', 'flows', 'webhooks', 'models', 'scripts'];
  const args = [program, '--config', rulesFile, '--output-type', 'json', ...folders];
  return new Promise((resolve, reject) => {
    // It ends with the number of errors: what counts is that it printed a report.
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr, { cause: error }));
      else resolve(report.parse(JSON.parse(stdout)).summary);
    });
  });
}
