import { type IdentitySet } from '../../../src/domain/subject.ts';
import { type Person } from '../../../test/support/graph/person.ts';
import { askForCode } from '../../../test/support/product/chat.ts';
import { type Product } from '../../../test/support/product/product.ts';
import { countsOf, identityOf, untilHandled } from '../../../test/support/product/rows.ts';
import { until } from '../../../test/support/until.ts';
import { type Stage } from './story.ts';

const patienceMs = 25_000;

/** Waits for a message with these words. */
export function hears(person: Person, words: string | RegExp): ReturnType<Person['waitFor']> {
  return person.waitFor(
    ({ text }) => (typeof words === 'string' ? text.includes(words) : words.test(text)),
    patienceMs,
  );
}

/** Says it and waits for an answer with these words. */
export async function says(person: Person, said: string, answer: string | RegExp): ReturnType<Person['waitFor']> {
  await person.writes(said);
  return hears(person, answer);
}

/** By what the business finds somebody now. */
export function known({ container, business }: Product, person: Person): Promise<IdentitySet> {
  return identityOf(container, business.tenantId, person);
}

/** True once nothing is stored about somebody, in any registered store. */
export async function isGone({ graph, container }: Product, who: IdentitySet): Promise<boolean> {
  await graph.settled();
  await untilHandled(container);
  return Object.values(await countsOf(container, who)).every((count) => count === 0);
}

/** A code that is not the one. */
function wrongFor(code: string): string {
  return code === '111111' ? '222222' : '111111';
}

/** Nine wrong codes: three codes, each void after three tries. Ends with what the person hears then. */
export async function typesNineWrong(
  { pass }: Stage,
  person: Person,
  nextCode: () => Promise<string>,
): Promise<string> {
  let code = await askForCode(person);
  for (const round of [1, 2, 3]) {
    await says(person, wrongFor(code), '2 more tries');
    await says(person, wrongFor(code), 'one more try');
    const last = await says(person, wrongFor(code), round === 3 ? 'too many wrong codes' : 'no longer works');
    if (round === 3) return last.text;
    pass(0.05);
    await person.taps('dd.resend');
    code = await nextCode();
  }
  return '';
}

/** A wait of whole days: each day the person looks in before WhatsApp's window closes, and is reminded. */
export async function waitsDays({ pass }: Stage, person: Person, days: number): Promise<number> {
  let reminded = 0;
  for (let day = 1; day <= days; day += 1) {
    pass(22);
    await says(person, 'HELP', /./);
    pass(2.1);
    await hears(person, 'will be deleted on');
    reminded += 1;
  }
  return reminded;
}

/** Waits until the request of a reference has come to this state. */
export async function reaches({ container }: Product, reference: string, state: string): Promise<void> {
  await until(async () => (await container.stages.operator.show(reference)).state === state, patienceMs);
}
