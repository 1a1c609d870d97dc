import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

import { describe, expect, test } from '../support/jest.ts';

import { envVariables, readEnv } from '../../src/config/env.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** What a variable is when nobody sets it: `null` when it must be set, else its default or an empty text. */
const variables = Object.entries(envVariables).map(([name, schema]) => {
  const absent = schema.safeParse(undefined);
  const fallback = absent.success ? String(absent.data ?? '') : null;
  return { name, description: schema.description ?? '', fallback };
});

describe('.env.example', () => {
  const example = read('.env.example');

  test('has every variable that is read, in order, and no other', () => {
    expect([...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)).toEqual(variables.map(({ name }) => name));
  });

  test.each(variables)('explains $name and shows its default', ({ name, description, fallback }) => {
    expect(description).not.toBe('');
    expect(example).toContain(`# ${description}\n${name}=`);
    if (fallback !== null && fallback !== '') expect(parseEnv(example)[name]).toBe(fallback);
  });

  test('once the secrets are filled in nothing is wrong with it', () => {
    const faults = readEnv(parseEnv(example)).faults.map(({ subject, what }) => `${subject} ${what}`);
    expect(faults).toEqual(['META_APP_SECRET is missing', 'META_VERIFY_TOKEN is missing', 'MASTER_KEY is missing']);
  });
});

describe('docs/configuration.md', () => {
  const rows = read('docs/configuration.md')
    .split('\n')
    .filter((line) => /^\| `[A-Z_]+`/.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );

  test('has a row for every variable that says what the program does', () => {
    expect(rows).toEqual(
      variables.map(({ name, description, fallback }) => [
        `\`${name}\``,
        fallback === null ? 'yes' : 'no',
        fallback === null || fallback === '' ? '–' : `\`${fallback}\``,
        description,
      ]),
    );
  });
});
