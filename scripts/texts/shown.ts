import { type Locale, locales } from '../../src/domain/locale.ts';
import { codePoints } from '../../flows/phrasing.ts';
import { exceptionsIn, samplesIn } from './samples.ts';
import { type TextTable } from './tables.ts';

/** One text in one of the ways it can read, in every language. */
export interface ShownText {
  /** `data-deletion.notIssued.tooSoon` */
  readonly name: string;
  /** The facts that were given, where another way exists. */
  readonly way: number;
  /** At most so many code points (Meta, text and interactive messages). */
  readonly limit: number;
  readonly in: Readonly<Record<Locale, string>>;
}

/** Titles of buttons and rows; a body with buttons; a text alone. Source: Meta, Cloud API, messages. */
const titleLimit = 20;
const bodyLimit = 1_024;
const textLimit = 4_096;
/** Said without buttons, and may be long. */
const long = /\.(?:farewell|export)/;

/** Every text of a table as it looks on a phone. Throws when a text needs a fact that has no sample. */
export function shownTexts({ flow, texts }: TextTable): readonly ShownText[] {
  const [first] = locales;
  return namesIn(texts[first], flow).flatMap((name) => {
    const read = locales.map((locale) => waysOf(name, textAt(texts[locale], name, flow), locale));
    const most = Math.max(...read.map((ways) => ways.length));
    return Array.from({ length: most }, (_, way) => ({
      name,
      way,
      limit: limitOf(name),
      in: Object.fromEntries(locales.map((locale, index) => [locale, read[index]?.[way] ?? ''])) as Record<
        Locale,
        string
      >,
    }));
  });
}

/** Lengths in code points, in the order of the languages. */
export function lengthsOf(shown: ShownText): readonly number[] {
  return locales.map((locale) => codePoints(shown.in[locale]));
}

function limitOf(name: string): number {
  if (/\.labels\.|\.button$/.test(name)) return titleLimit;
  return long.test(name) ? textLimit : bodyLimit;
}

function namesIn(texts: object, prefix: string): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    const name = `${prefix}.${key}`;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? namesIn(value, name) : [name];
  });
}

function textAt(texts: object, name: string, flow: string): unknown {
  return name
    .slice(flow.length + 1)
    .split('.')
    .reduce<unknown>((found, key) => (found as Readonly<Record<string, unknown>>)[key], texts);
}

/** The ways a text can read: as many as the fact with the most samples has. */
function waysOf(name: string, text: unknown, locale: Locale): readonly string[] {
  if (typeof text !== 'function') return [asLines(text)];
  const samples = { ...samplesIn(locale), ...exceptionsIn(locale)[name] };
  const asked = new Set<string>();
  const call = (way: number): string =>
    asLines((text as (facts: object) => unknown)(factsOf(name, samples, way, asked)));
  const ways = [call(0)];
  const most = Math.max(1, ...[...asked].map((fact) => samples[fact]?.length ?? 1));
  for (let way = 1; way < most; way += 1) ways.push(call(way));
  return ways;
}

/** Gives each fact that the text asks for, and remembers which it was. */
function factsOf(
  name: string,
  samples: Readonly<Record<string, readonly unknown[]>>,
  way: number,
  asked: Set<string>,
): object {
  return new Proxy(
    {},
    {
      get: (_, fact) => {
        const all = samples[String(fact)];
        if (all === undefined)
          throw new Error(`${name} asks for "${String(fact)}": add a sample to scripts/texts/samples.ts.`);
        asked.add(String(fact));
        return all[way % all.length];
      },
    },
  );
}

function asLines(text: unknown): string {
  return Array.isArray(text) ? text.join('\n') : String(text);
}
