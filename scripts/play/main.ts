import { parseArgs } from 'node:util';

import { isLocale, type Locale, locales } from '../../src/domain/locale.ts';
import { OubliError } from '../../src/domain/errors.ts';
import { runDemo } from './run-demo.ts';

/** `./scripts/demo [--locale en|fr|ar|es|pt] [--keep]`: exits 0 only when all it shows is true. */
function readOptions(): { readonly locale: Locale; readonly isKept: boolean } {
  const { values } = parseArgs({
    options: { locale: { type: 'string', default: 'en' }, keep: { type: 'boolean', default: false } },
  });
  if (!isLocale(values.locale)) throw new OubliError('locale_unknown', `--locale is one of ${locales.join(', ')}.`);
  return { locale: values.locale, isKept: values.keep };
}

try {
  const isTrue = await runDemo(readOptions());
  if (!isTrue) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The demo failed.');
  process.exitCode = 1;
}
