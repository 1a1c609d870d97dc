import { locales } from '../../src/domain/locale.ts';
import { recognise } from '../../flows/intent/recognise.ts';
import { type PhrasePart, readPhrases } from '../../test/support/labelled-phrases.ts';
import { score, type Score } from '../../test/support/phrases-scored.ts';
import { type Bench, type BenchOptions, type BenchResult, type Bound } from './bench.ts';
import { median, rounded } from './figures.ts';

const parts: readonly PhrasePart[] = ['work', 'held-out', 'unseen'];
const turns = 41;

/** What people write, understood: the scored parts of test/fixtures/phrases, and the time a message takes. */
export const intent: Bench = {
  name: 'intent',
  what: 'labelled phrases in five languages, understood; one message after another in this process',
  run: ({ say }) => Promise.resolve(measure(say)),
};

function measure(say: BenchOptions['say']): BenchResult {
  const bounds: Bound[] = [];
  const figures: Record<string, number> = {};
  for (const part of parts) {
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

/** Microseconds that all phrases take each, and the floor: the words of the message looked up in a map once. */
function timeEach(): { readonly all: number; readonly floor: number } {
  const phrases = locales.flatMap((locale) =>
    parts.flatMap((part) => readPhrases(locale, part).map(({ phrase }) => phrase)),
  );
  const known = new Map(phrases.flatMap((phrase) => phrase.split(' ')).map((word) => [word, word.length]));
  const alls: number[] = [];
  const floors: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    alls.push(eachUs(phrases, (phrase) => recognise(phrase).acts.length));
    floors.push(
      eachUs(phrases, (phrase) =>
        phrase
          .toLowerCase()
          .split(' ')
          .reduce((sum, word) => sum + (known.get(word) ?? 0), 0),
      ),
    );
  }
  return { all: median(alls), floor: median(floors) };
}

/** CPU time, not the clock's: others have this machine's cores as well. */
function eachUs(phrases: readonly string[], work: (phrase: string) => number): number {
  const before = process.cpuUsage();
  let sum = 0;
  for (const phrase of phrases) sum += work(phrase);
  const { user, system } = process.cpuUsage(before);
  return sum < 0 ? NaN : (user + system) / phrases.length;
}
