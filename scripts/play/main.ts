import { parseArgs } from 'node:util';

import { isLocale, type Locale, locales } from '../../src/domain/locale.ts';
import { OubliError } from '../../src/domain/errors.ts';
import { isPersonName, type PersonName, persons } from './persons/persons.ts';
import { runPerson } from './persons/run-person.ts';
import { runDemo } from './run-demo.ts';

/** `./scripts/demo [--locale en|fr|ar|es|pt] [--keep]`, or `--person NAME`: exits 0 only when all it shows is true. */
function readOptions(): { readonly locale: Locale; readonly isKept: boolean; readonly person: PersonName | null } {
  const { values } = parseArgs({
    options: {
      locale: { type: 'string', default: 'en' },
      keep: { type: 'boolean', default: false },
      person: { type: 'string' },
    },
  });
  if (!isLocale(values.locale)) throw new OubliError('locale_unknown', `--locale is one of ${locales.join(', ')}.`);
  const { locale, keep: isKept, person = null } = values;
  if (person !== null && !isPersonName(person)) {
    throw new OubliError('person_unknown', `--person is one of ${Object.keys(persons).join(', ')}.`);
  }
  return { locale, isKept, person };
}

try {
  const options = readOptions();
  const isTrue = options.person === null ? await runDemo(options) : await runPerson(options.person, process.env);
  if (!isTrue) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The demo failed.');
  process.exitCode = 1;
}
