import { describe, expect, test } from '../support/jest.ts';
import ts from 'typescript';

import { codeBlocksOf, pages } from './pages.ts';

const blocks = pages.flatMap(codeBlocksOf);
const named = (...languages: readonly string[]) =>
  blocks
    .filter(({ language }) => languages.includes(language))
    .map(({ path, line, language, code }) => ({ where: `${path}:${line}`, language, code }));

/** A piece of an object is an example as well: `"subjectRef": […]`. */
function asJson(code: string): unknown {
  return JSON.parse(/^\s*"/.test(code) ? `{${code}}` : code);
}

/** What TypeScript cannot read; types are not looked at, since an example leaves out what stands around it. */
function syntaxFaults(language: string, code: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(code, {
    fileName: `example.${language}`,
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, allowJs: true },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('examples', () => {
  test.each(named('json'))('$where is JSON', ({ code }) => {
    expect(() => asJson(code)).not.toThrow();
  });

  test.each(named('ts', 'js'))('$where is a program', ({ language, code }) => {
    expect(syntaxFaults(language, code)).toEqual([]);
  });

  test('each block says what language it is in, or shows what a program prints', () => {
    const known = new Set(['', 'http', 'js', 'json', 'mermaid', 'python', 'sh', 'text', 'ts']);
    expect(blocks.map(({ language }) => language).filter((language) => !known.has(language))).toEqual([]);
  });
});
