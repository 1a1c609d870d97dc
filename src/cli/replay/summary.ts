import { dueStatus, type Planned } from './arrange.ts';
import { type Answer } from './post-webhook.ts';

/** One POST and what became of it. `answer` null: it was not made, since no code was seen for it. */
export interface Result {
  readonly planned: Planned;
  readonly answer: Answer | null;
}

/** What a replay came to, in a few lines, and whether everything went as it should. */
export function summarise(results: readonly Result[]): { readonly lines: readonly string[]; readonly isGood: boolean } {
  const made = results.flatMap(({ planned, answer }) => (answer === null ? [] : [{ planned, answer }]));
  const skipped = results.length - made.length;
  const corrupt = made.filter(({ planned }) => planned.kind === 'altered' || planned.kind === 'cut');
  const isDue = ({ planned, answer }: (typeof made)[number]): boolean => answer.status === dueStatus[planned.kind];
  const refused = corrupt.filter(isDue).length;
  const failed = made.filter((one) => !corrupt.includes(one) && !isDue(one)).length;
  const lines = [
    `${made.length} posted: ${tally(made.map(({ answer }) => answerName(answer)))}.`,
    ...timing(made.map(({ answer }) => answer.tookMs)),
    ...(corrupt.length === 0 ? [] : [`Corrupted: ${refused} of ${corrupt.length} refused as they must be.`]),
    ...(skipped === 0 ? [] : [`${skipped} not posted: no code was seen for them (see --follow).`]),
    ...(failed === 0 ? [] : [`${failed} not answered with 200: Meta would send them again for days.`]),
  ];
  return { lines, isGood: failed === 0 && skipped === 0 && refused === corrupt.length };
}

/** `200 accepted`; `no answer ECONNREFUSED`. */
export function answerName({ status, text }: Answer): string {
  const word = /^[a-zA-Z0-9_-]{1,40}$/.test(text) ? ` ${text}` : '';
  return status === 0 ? `no answer${word}` : `${status}${word}`;
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const parts = [...counts].map(([name, count]) => `${count} × ${name}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function timing(tookMs: readonly number[]): readonly string[] {
  if (tookMs.length === 0) return [];
  const sorted = tookMs.toSorted((left, right) => left - right);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return [`Answered in ${Math.round(median)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms at most.`];
}
