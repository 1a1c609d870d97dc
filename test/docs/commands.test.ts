import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';

import { describe, expect, test } from '../support/jest.ts';
import { type Command } from 'commander';
import { z } from 'zod';

import { createProgram } from '../../src/cli/program.ts';
import { pages, read } from './pages.ts';

const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
const nowhere = { line: () => undefined, complaint: () => undefined };
const program = createProgram({ output: nowhere, fail: () => undefined });

/** What follows a beginning on its line, in every page, once each. */
function said(beginning: RegExp): readonly string[] {
  const found = pages.flatMap(({ text }) => [...text.matchAll(beginning)].map(([, rest = '']) => rest.trim()));
  return [...new Set(found)].sort();
}

/** What is wrong with the arguments of an `oubli` command; `null` when the program would take them. */
function faultOf(typed: string): string | null {
  let command: Command = program;
  for (const word of typed.split(/\s+/)) {
    const [name = ''] = word.split('=');
    const next = command.commands.find((one) => one.name() === name);
    if (next !== undefined) command = next;
    else if (name.startsWith('--') && !isOption(command, name)) return `${command.name()} has no ${name}`;
    else if (command.commands.length > 0 && /^[a-z]/.test(name)) return `${command.name()} has no ${name}`;
  }
  return command === program && !['…', '--help'].includes(typed) ? 'names no command' : null;
}

function isOption(command: Command, name: string): boolean {
  return name === '--help' || command.options.some(({ long }) => long === name);
}

describe('commands in the pages', () => {
  test('npm has each script', () => {
    expect(said(/npm run ([a-z][a-z-]*)/g).filter((name) => !(name in scripts))).toEqual([]);
  });

  test('what starts a built program says so in words when nothing was built', () => {
    for (const name of ['server', 'worker']) {
      expect(scripts[`pre${name}:built`]).toBe(`node scripts/must-be-built.mjs ${name}`);
    }
    const { status, stderr } = spawnSync(process.execPath, ['scripts/must-be-built.mjs', 'never-built'], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^There is no built never-built in dist\/\. Make it first: npm run build/);
  });

  test('each program under scripts/ is there and can be run', () => {
    const named = said(/\.\/(scripts\/[a-z]+)\b/g);
    expect(named).toContain('scripts/demo');
    for (const path of named) expect(() => accessSync(path, constants.X_OK)).not.toThrow();
  });

  test('the operator program takes each command and each option', () => {
    const typed = said(/npm run oubli -- ([^`#\n|]+)/g);
    expect(typed.length).toBeGreaterThan(8);
    expect(typed.flatMap((one) => faultOf(one) ?? [])).toEqual([]);
  });

  test('the tests that are named are there', () => {
    const named = said(/npm test -- ([^`#\n|]+)/g).flatMap((one) => one.split(' '));
    const paths = named.filter((word) => /^test\/[\w./-]+$/.test(word) && !word.startsWith('test/path/'));
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
