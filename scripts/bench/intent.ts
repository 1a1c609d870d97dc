import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { z } from 'zod';

import { locales } from '../../src/domain/locale.ts';
import { type PhrasePart, readPhrases } from '../../test/support/labelled-phrases.ts';
import { score, type Score } from '../../test/support/phrases-scored.ts';
import { type Bench, type BenchOptions, type BenchResult, type Bound } from './bench.ts';
import { builtFile } from './built-process.ts';
import { median, rounded } from './figures.ts';

const parts: readonly PhrasePart[] = ['work', 'held-out', 'unseen'];
const timesSchema = z.strictObject({ alls: z.array(z.number()), floors: z.array(z.number()) });

/** What people write, understood: the scored parts of test/fixtures/phrases, and the time a message takes. */
export const intent: Bench = {
  name: 'intent',
  what: 'labelled phrases in five languages, understood; one message after another',
  run: ({ say }) => Promise.resolve(measure(say)),
};

function measure(say: BenchOptions['say']): BenchResult {
  const bounds: Bound[] = [];
  const figures: Record<string, number> = {};
  for (const part of parts) {
    const everywhere = rates(score(locales.flatMap((locale) => readPhrases(locale, part))));
    bounds.push(
      { what: `${part}, precision of starting a flow`, seen: everywhere.precision, atLeast: 0.995 },
      { what: `${part}, recall`, seen: everywhere.recall, atLeast: 0.97 },
    );
    for (const locale of locales) {
      const seen = score(readPhrases(locale, part));
      const { precision, recall } = rates(seen);
      say(`  ${part} ${locale}: ${seen.phrases} phrases, ${inWords(seen)}`);
      bounds.push(
        { what: `${part} ${locale}, precision of starting a flow`, seen: precision, atLeast: 0.995 },
        { what: `${part} ${locale}, recall`, seen: recall, atLeast: 0.97 },
      );
      figures[`${part}.${locale}.acted`] = rounded(seen.acted / seen.asked);
      figures[`${part}.${locale}.otherRight`] = rounded(seen.restRight / seen.rest);
    }
  }
  const { all, floor } = timeEach();
  say(`  ${all.toFixed(1)} µs of CPU a message, ${(all / floor).toFixed(1)} × the floor of ${floor.toFixed(2)} µs`);
  bounds.push({ what: 'a message, µs of CPU', seen: rounded(all), below: 50 });
  return { bounds, figures: { ...figures, floorUs: rounded(floor) } };
}

function rates({ starts, rightStarts, asked, understood }: Score): {
  readonly precision: number;
  readonly recall: number;
} {
  return { precision: rounded(rightStarts / starts), recall: rounded(understood / asked) };
}

function inWords({ starts, rightStarts, asked, understood, acted, rest, restRight }: Score): string {
  return `${rightStarts} of ${starts} starts right, ${understood} of ${asked} understood (${acted} at once), ${restRight} of ${rest} others right`;
}

/** Microseconds of CPU that a phrase takes, and the floor: its words looked up in a map once. In a process of its own, as built. */
function timeEach(): { readonly all: number; readonly floor: number } {
  const phrases = locales.flatMap((locale) =>
    parts.flatMap((part) => readPhrases(locale, part).map(({ phrase }) => phrase)),
  );
  const timer = join(import.meta.dirname, 'time-messages.mjs');
  const printed = execFileSync(process.execPath, [timer, builtFile('flows/intent/recognise.ts')], {
    input: JSON.stringify(phrases),
  });
  const { alls, floors } = timesSchema.parse(JSON.parse(printed.toString('utf8')));
  return { all: median(alls), floor: median(floors) };
}
